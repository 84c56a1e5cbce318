mod catalogue;
mod completing;
mod refused;
mod understood;

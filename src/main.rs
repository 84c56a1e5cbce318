use anyhow::Result;
fn main() -> Result<()> {
    let file = std::env::args().nth(1).map_or_else(|| "/tmp/try.knot".into(), std::path::PathBuf::from);
    let mut store = knotbook::store::Store::open(&file)?;
    if std::env::args().nth(2).is_some() && store.directory()?.is_none() {
        knotbook::demo::fill(
            &mut store,
            chrono::Utc::now(),
            &knotbook::demo::Shape { zone: chrono_tz::Asia::Dubai, ..Default::default() },
        )?;
    }
    let viewer = store
        .directory()?
        .and_then(|d| d.staff.first().map(knotbook::domain::people::staff::Staff::viewer))
        .unwrap_or(knotbook::domain::practice::role::Viewer::NOBODY);
    drop(store);
    knotbook::tui::run(knotbook::tui::Options { file, viewer, greeting: None })?;
    Ok(())
}

//! The charts of a run.

use std::thread;

use framelens::analysis::Similarity;
use framelens::chart::{Chart, ChartError, Rasteriser, Scene, Svg};

use crate::inputs::Inputs;

/// A chart in both forms.
pub(super) struct Picture {
    pub chart: Chart,
    pub svg: Svg,
    pub png: Vec<u8>,
}

/// The charts, drawn side by side on threads of their own.
pub(super) fn pictures(
    inputs: &Inputs,
    scene: &Scene<'_>,
    strips: &Scene<'_>,
    like: &Similarity,
) -> Result<Vec<Picture>, ChartError> {
    let rasteriser = &Rasteriser::new();
    let draw = |chart: Chart| {
        // Groups have no beginning and end: where matches stand is shown of documents.
        let scene = if chart == Chart::Dispersion { strips } else { scene };
        let svg = chart.draw(scene, like)?;
        let png = rasteriser.png(&svg)?;
        Ok(Picture { chart, svg, png })
    };
    thread::scope(|scope| {
        let has_profiles = scene.library.lexicons().len() > 1;
        let drawable = Chart::ALL.into_iter().filter(|chart| match chart {
            Chart::Dispersion => inputs.has_texts(),
            chart => has_profiles || !chart.is_of_profiles(),
        });
        let drawn: Vec<_> =
            drawable.map(|chart| (chart, thread::Builder::new().spawn_scoped(scope, move || draw(chart)))).collect();
        let ended = || Err(ChartError::Draw("its thread ended early".to_owned()));
        let join = |(chart, thread): (Chart, std::io::Result<thread::ScopedJoinHandle<'_, _>>)| match thread {
            Ok(thread) => thread.join().unwrap_or_else(|_| ended()),
            // No thread to be had: it is drawn here.
            Err(_) => draw(chart),
        };
        drawn.into_iter().map(join).collect()
    })
}

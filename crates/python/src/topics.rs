use nutgraf::analysis::{self, Column, Values};
use pyo3::prelude::*;

use crate::shown::{count, cut, escape};
use crate::table::Table;

/// What the stories of a corpus are about.
///
/// Attributes
/// ----------
/// topics : Table
///     One row a topic, largest share first: its label, terms, entities and share.
/// terms : Table
///     One row a term of a topic, best first: topic, term, weight.
/// stories : Table
///     One row a story, in input order: its page's id and its share of each topic.
/// labels : list of str
///     A few words for each topic.
#[pyclass(module = "nutgraf", frozen)]
pub(crate) struct Topics {
    pub(crate) topics: analysis::Topics,
}

#[pymethods]
impl Topics {
    #[getter]
    fn topics(&self) -> PyResult<Table> {
        Table::new("topics", self.topics.table())
    }

    #[getter]
    fn stories(&self) -> PyResult<Table> {
        Table::new("topics of stories", self.topics.story_table())
    }

    #[getter]
    fn terms(&self) -> PyResult<Table> {
        let rows =
            || self.topics.topics.iter().flat_map(|topic| topic.terms.iter().map(move |term| (topic, term)));
        let columns = vec![
            Column {
                name: "topic",
                values: Values::Integer(rows().map(|(topic, _)| Some(i64::from(topic.topic))).collect()),
            },
            Column {
                name: "term",
                values: Values::Text(rows().map(|(_, term)| Some(term.term.clone())).collect()),
            },
            Column {
                name: "weight",
                values: Values::Real(rows().map(|(_, term)| Some(term.weight)).collect()),
            },
        ];
        Table::new("terms of topics", analysis::Table { columns })
    }

    #[getter]
    fn labels(&self) -> Vec<String> {
        self.topics.topics.iter().map(|topic| topic.label.clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.topics.topics.len()
    }

    fn __repr__(&self) -> String {
        let labels: Vec<_> = self.topics.topics.iter().map(|topic| topic.label.as_str()).collect();
        let topics = count(labels.len(), "topic", "topics");
        let stories = count(self.topics.stories.len(), "story", "stories");
        format!("Topics({topics} in {stories}: {})", cut(&labels.join("; "), 120))
    }

    fn _repr_html_(&self) -> String {
        let mut html = String::from("<ol>");
        for topic in &self.topics.topics {
            let share = topic.share * 100.0;
            html.push_str(&format!("<li>{} <small>{share:.1} %</small></li>", escape(&topic.label)));
        }
        html.push_str("</ol>");
        html
    }
}

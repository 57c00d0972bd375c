use crate::Page;

/// The JSON Schema (2020-12) of the page record, as it stands in `schema/page.schema.json`.
///
/// ```
/// assert!(nutgraf_core::schema().starts_with("{\n"));
/// ```
pub fn schema() -> String {
    let schema = schemars::schema_for!(Page);
    // A schema is maps with string keys, strings and numbers: serde_json has nothing to refuse.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_schema_is_the_generated_one() {
        assert_eq!(super::schema(), include_str!("../schema/page.schema.json"));
    }
}

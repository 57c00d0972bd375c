use crate::{Article, Role};

/// A story as clean text, a block a line, with a line break at its end.
pub(super) fn text(story: &Article) -> String {
    let mut text = String::new();
    // What is known from outside the text stands in no block of it.
    let has = |role| story.blocks.iter().any(|block| block.role == role);
    let outside = [(Role::Headline, &story.headline), (Role::Dek, &story.dek)];
    for line in outside.iter().filter(|(role, _)| !has(*role)).filter_map(|(_, line)| line.as_deref()) {
        text.push_str(line);
        text.push('\n');
    }
    for block in &story.blocks {
        let is_clean = matches!(
            block.role,
            Role::Headline | Role::Dek | Role::Paragraph | Role::Subhead | Role::Pullquote
        );
        if is_clean {
            text.push_str(story.block_text(block));
            text.push('\n');
        }
    }
    text
}

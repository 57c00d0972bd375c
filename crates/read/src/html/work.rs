//! The steps of the loops that a hostile page could drive up, counted where the tests can see them: that work grows
//! with a page's bytes is tested by counting, not by a clock.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts steps; nothing outside the crate's own tests.
#[inline]
pub(crate) fn step(count: usize) {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + count as u64));
    #[cfg(not(test))]
    let _ = count;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps a byte that any page may take: at the most every tag looks at every open element.
    const MOST: u64 = 400;

    fn steps(html: &str) -> u64 {
        STEPS.with(|steps| steps.set(0));
        super::super::layout_text("x", html);
        STEPS.with(std::cell::Cell::get)
    }

    /// A head, what is repeated behind it in two parts, and what stands between them.
    fn page(parts: [&str; 4], length: usize) -> String {
        let [head, first, between, second] = parts;
        let share = if second.is_empty() { length } else { length / 2 };
        let times = |part: &str| part.repeat(share / part.len().max(1));
        [head, &times(first), between, &times(second)].concat()
    }

    #[test]
    fn work_grows_in_step_with_the_bytes() {
        let text = "The council of the town voted on Monday to close the pier, after its master said that the ship was no longer safe for anyone at all. ";
        let link = format!("<h2><a href=x>Some words of title</a></h2><p>{text}");
        let related = format!("<h3>Related</h3><p>{text}{text}</p>");
        let card = format!("<div><h3><a href=x>Some words of title</a></h3><p>{text}</div>");
        let pages: &[[&str; 4]] = &[
            ["", "<div>", "", ""],
            ["", "<div>a", "", ""],
            ["", "<b><p>a", "", ""],
            ["", "<font><i><b><u>a", "", ""],
            ["", "<b><i>", "", "</p></table></li></b>"],
            ["", "<x-y>", "", "</z-q>"],
            ["", "<table><tr><td>a", "", ""],
            ["", "<table><tr><td>a<table><td>b</table>", "", ""],
            ["<table>", "<tr><i>a", "", ""],
            ["<table><tr>", "<span>a", "", ""],
            ["", "<ul><li>a", "", ""],
            ["", "<dl><dt>a<dd>b", "", ""],
            ["", "<a href=x>a", "", ""],
            ["", "<a href=/author/x>Ada", "", ""],
            ["", "<a rel=author href=/author/x>Ada Quill</a>", "", ""],
            ["", "<div class=author><i>", "", ""],
            ["<p class=\"", "body nav Zz ", "\">a", ""],
            ["<p style=\"", "display:", "\">a", ""],
            ["", "<p class=\"", "", ""],
            ["", "<!--", "", ""],
            ["", "<![CDATA[", "", ""],
            ["", "&", "", ""],
            ["", "&#x", "", ""],
            ["<script>", "</s", "", ""],
            ["", "<script></script", "", ""],
            ["", "<time>", "", ""],
            ["", "<time>x", "", ""],
            ["", "<time><i>", "", ""],
            ["", "<span itemprop=datePublished>x", "", ""],
            ["", "<h1>a b c</h1>", "", ""],
            ["", &link, "", ""],
            ["", &related, "", ""],
            ["", &card, "", ""],
            ["<h1>", "Ab.<br><br>", "</h1>", "<div><p>x"],
            ["<title>", "word ab ", "</title><h1>", "thing xy "],
            ["<title>", "word ab ", "</title>", "<h2>Some thing</h2>"],
            ["<title>", "a | b - ", "</title>", ""],
            ["<meta property=og:site_name content=\"", "a b ", "\">", "<h2>Some thing</h2>"],
            ["<meta property=og:title content=\"", "a b ", "\">", "<h2>Some thing</h2>"],
            ["", "<meta name=author content='Ada Quill'>", "", ""],
            ["<script type=application/ld+json>", "{\"a\":[", "</script>", ""],
            [
                "<script type=application/ld+json>[",
                "{\"@type\":\"NewsArticle\",\"headline\":\"a\",\"author\":{\"@id\":\"x\"}},",
                "]</script>",
                "",
            ],
            ["", "<p>By Ada Quill", "", ""],
            ["", "<p>1 May", "", ""],
            ["<pre>", "a\n", "", ""],
            ["", "ab.<br>", "", ""],
        ];
        for parts in pages {
            let name = parts.concat();
            // Past what is bounded by depth, number or length.
            let (small, large) = (page(*parts, 60_000), page(*parts, 120_000));
            let (few, many) = (steps(&small), steps(&large));
            assert!(many <= MOST * large.len() as u64, "{name}: {many} steps for {} bytes", large.len());
            assert!(many * 10 <= few * 25 + 200_000, "{name}: {few} steps, then {many} for twice the page");
        }
    }
}

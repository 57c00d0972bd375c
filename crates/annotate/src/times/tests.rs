use nutgraf_core::{
    Anchor, Article, Dateline, Entity, EntityKind, Form, Layout, LayoutKind, Mention, Options, Span,
    TimeExpression, Unresolved, parse,
};

use super::times;

/// Wednesday.
const DAY: &str = "2023-08-16";

fn article(text: &str, published: Option<&str>) -> Article {
    let mut layout = Layout::plain("test", text);
    layout.metadata.published = published.map(str::to_owned);
    layout.is_article = true;
    let page = parse(layout, &Options { layout: LayoutKind::Body, ..Options::default() });
    page.articles.into_iter().next().unwrap_or_default()
}

/// `text TYPE value`, a time a line; `?` and the reason for an unresolved one.
fn show(article: &Article) -> Vec<String> {
    let line = |time: &TimeExpression| {
        let value = match (&time.value, time.unresolved) {
            (Some(value), None) => value.clone(),
            (None, Some(reason)) => format!("? {reason:?}"),
            other => format!("{other:?}"),
        };
        format!("{} {:?} {value}", time.span.slice(&article.text), time.kind)
    };
    times(article).iter().map(line).collect()
}

#[track_caller]
fn check(text: &str, wanted: &[&str]) {
    assert_eq!(show(&article(text, Some(DAY))), wanted, "{text}");
}

#[test]
fn whole_dates_need_no_reference() {
    for (text, wanted) in [
        ("The dam broke on 3 March 1998.", "3 March 1998 Date 1998-03-03"),
        ("The dam broke on March 3, 1998, at dawn.", "March 3, 1998 Date 1998-03-03"),
        ("The dam broke on Mar. 3, 1998.", "Mar. 3, 1998 Date 1998-03-03"),
        ("The dam broke on the 3rd of March 1998.", "the 3rd of March 1998 Date 1998-03-03"),
        ("The dam broke on Tuesday, March 3, 1998.", "Tuesday, March 3, 1998 Date 1998-03-03"),
        ("The dam broke (1998-03-03).", "1998-03-03 Date 1998-03-03"),
        ("The dam broke on 23/3/1998.", "23/3/1998 Date 1998-03-23"),
        ("The dam broke on 3/23/1998.", "3/23/1998 Date 1998-03-23"),
        ("The dam broke on 3/4/1998.", "3/4/1998 Date ? Vague"),
        ("The dam broke in March 1998.", "March 1998 Date 1998-03"),
        ("The dam broke in 1998.", "1998 Date 1998"),
        ("The dam of the 1970s broke.", "the 1970s Date 197"),
        ("The songs of the '60s came back.", "'60s Date 196"),
        ("A dam of the 18th century broke.", "the 18th century Date 17"),
        ("They met in the summer of 2015.", "the summer of 2015 Date 2015-SU"),
        ("It lost money in the second quarter of 2019.", "the second quarter of 2019 Date 2019-Q2"),
    ] {
        assert_eq!(show(&article(text, None)), [wanted], "{text}");
    }
}

#[test]
fn days_count_from_publication() {
    check("The mill burned down yesterday.", &["yesterday Date 2023-08-15"]);
    check("The mill burned down on Tuesday night.", &["Tuesday night Time 2023-08-15TNI"]);
    check("The mill burned down on Thursday.", &["Thursday Date 2023-08-10"]);
    check("The mill burned down on Wednesday.", &["Wednesday Date 2023-08-16"]);
    check("The mill will close on Thursday.", &["Thursday Date 2023-08-17"]);
    check("The mill is due to close on Friday.", &["Friday Date 2023-08-18"]);
    check("The mill won't open on Friday.", &["Friday Date 2023-08-18"]);
    check("The owner won the case on Friday.", &["Friday Date 2023-08-11"]);
    check(
        "The owner said Monday he will sell it on Sunday.",
        &["Monday Date 2023-08-14", "Sunday Date 2023-08-20"],
    );
    check(
        "It burned last Wednesday; they meet next Wednesday.",
        &["last Wednesday Date 2023-08-09", "next Wednesday Date 2023-08-23"],
    );
    check(
        "Come tomorrow morning or the day after tomorrow.",
        &["tomorrow morning Time 2023-08-17TMO", "the day after tomorrow Date 2023-08-18"],
    );
    check(
        "Police came last night and this morning.",
        &["last night Time 2023-08-15TNI", "this morning Time 2023-08-16TMO"],
    );
}

#[test]
fn weeks_months_and_years_count_from_publication() {
    check(
        "Rents rose last week, last month and last year.",
        &["last week Date 2023-W32", "last month Date 2023-07", "last year Date 2022"],
    );
    check(
        "Rents will fall next week, next quarter and next year.",
        &["next week Date 2023-W34", "next quarter Date 2023-Q4", "next year Date 2024"],
    );
    check(
        "The mayor fled ten days ago, two months ago or five years ago.",
        &["ten days ago Date 2023-08-06", "two months ago Date 2023-06", "five years ago Date 2018"],
    );
    check(
        "Rain came this weekend and earlier this month.",
        &["this weekend Date 2023-W33-WE", "earlier this month Date 2023-08"],
    );
    check(
        "Hotels filled up last winter, and they filled up in the summer.",
        &["last winter Date 2022-WI", "the summer Date 2023-SU"],
    );
    check(
        "They opened late last year, and in early 2021 they hired.",
        &["late last year Date 2022", "early 2021 Date 2021"],
    );
}

#[test]
fn a_month_without_a_year_takes_the_nearest() {
    check("He was fired in October.", &["October Date 2022-10"]);
    check("He will be tried in October.", &["October Date 2023-10"]);
    check("He was fired on Dec. 30.", &["Dec. 30 Date 2022-12-30"]);
    check("The trial opens on 4 September.", &["4 September Date 2023-09-04"]);
    check("The trial will open on January 12.", &["January 12 Date 2024-01-12"]);
    check("A ship came in May. It left in June.", &["May Date 2023-05", "June Date 2023-06"]);
    check("They parade on the Fourth of July.", &["the Fourth of July Date 2023-07-04"]);
}

#[test]
fn lengths_and_sets_need_no_reference() {
    for (text, wanted) in [
        ("They walked for eleven days.", "eleven days Duration P11D"),
        ("They signed a three-year lease.", "three-year Duration P3Y"),
        ("They walked for two and a half hours.", "two and a half hours Duration PT2.5H"),
        ("They walked for a week.", "a week Duration P1W"),
        ("They walked for several weeks.", "several weeks Duration PXW"),
        ("They walked for 1,200 hours.", "1,200 hours Duration PT1200H"),
        ("Prices fell over the past two decades.", "the past two decades Duration P20Y"),
        ("It shuts within the next ten minutes.", "the next ten minutes Duration PT10M"),
        ("They pray every Friday.", "every Friday Set XXXX-WXX-5"),
        ("They pray on Fridays.", "Fridays Set XXXX-WXX-5"),
        ("They pray three times a week.", "three times a week Set P1W"),
        ("They vote every four years.", "every four years Set P4Y"),
        ("They build 30 boats a month.", "a month Set P1M"),
        ("They hold an annual fair.", "annual Set P1Y"),
    ] {
        assert_eq!(show(&article(text, None)), [wanted], "{text}");
    }
}

#[test]
fn hours_take_the_day_of_their_sentence() {
    check(
        "Sirens went off at 6:15 a.m. on Monday.",
        &["6:15 a.m. Time 2023-08-14T06:15", "Monday Date 2023-08-14"],
    );
    check("Sirens went off at 9 p.m. Monday.", &["9 p.m. Monday Time 2023-08-14T21:00"]);
    check("Sirens went off at 14:05 GMT.", &["14:05 GMT Time 2023-08-16T14:05Z"]);
    check(
        "Sirens went off at noon on July 2, 2020.",
        &["noon Time 2020-07-02T12:00", "July 2, 2020 Date 2020-07-02"],
    );
    check("Sirens went off at 12 a.m.", &["12 a.m. Time 2023-08-16T00:00"]);
}

#[test]
fn without_a_day_what_needs_one_stays_open() {
    for text in [
        "It sank yesterday.",
        "It sank on Friday.",
        "It sank last week.",
        "It sank on May 3.",
        "It sank at 10 a.m.",
    ] {
        let found = times(&article(text, None));
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(
            (found[0].value.as_deref(), found[0].unresolved),
            (None, Some(Unresolved::NoReferenceDate)),
            "{text}"
        );
    }
}

#[test]
fn a_dateline_with_its_year_stands_in_for_publication() {
    let mut story = article("The kiln went out on Monday.", None);
    story.dateline = Some(Dateline { date: Some("August 16, 2023".to_owned()), ..Dateline::default() });
    let found = times(&story);
    assert_eq!((found[0].value.as_deref(), found[0].anchor), (Some("2023-08-14"), Some(Anchor::Dateline)));
    story.dateline = Some(Dateline { date: Some("Aug 16".to_owned()), ..Dateline::default() });
    assert_eq!(times(&story)[0].value, None);
}

#[test]
fn later_and_earlier_count_from_what_was_mentioned() {
    check(
        "They met on June 1, 2021. Two days later they wed.",
        &["June 1, 2021 Date 2021-06-01", "Two days later Date 2021-06-03"],
    );
    assert_eq!(show(&article("Two days later they wed.", None)), ["Two days later Date ? Vague"]);
}

#[test]
fn false_friends_are_no_times() {
    for text in [
        "They may march, and they may fall.",
        "May Winters and June Hollis met April Dunn. June sings.",
        "The sun sat low. He wed her and sold the mar-a-lago mug.",
        "She came second. A second bus followed the first.",
        "Some 1,998 people and 2023 cows lay in Room 1999 of 1950 Mill Road.",
        "They won 12-10 and lost 4/5 of their seats for $2023.",
        "Ann Vale, 44, and a 9-year-old boy fled. He is 20 years old.",
        "Read the Tuesday Herald or the Daily Bugle.",
        "They walked to the spring and saw the fall of the wall.",
        "It cost 10.30 crowns, version 10:30:12 of the 4x4.",
        "Temperatures in the 80s are common.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_name_that_holds_a_time_hides_it() {
    let mut story = article("We saw Dreams of Late Tuesday play.", Some(DAY));
    assert_eq!(times(&story).len(), 1);
    let span = Span::new(7, 29);
    story.entities.push(Entity {
        id: 0,
        kind: EntityKind::Work,
        name: "Dreams of Late Tuesday".to_owned(),
        aliases: vec![],
        native: vec![],
        acronym: None,
        titles: vec![],
        title_spans: vec![],
        mentions: vec![Mention { span, form: Form::Full }],
    });
    assert_eq!(times(&story), []);
}

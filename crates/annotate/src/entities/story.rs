//! Small stories, marked as a tagger would, and the entities they hold.

mod body;

use nutgraf_core::{Article, Entity, Form, Span, sentences};
use nutgraf_tagger::{Kind, Name};

use super::of_names;
use super::spaced::Spaced as _;
use crate::words::Words;

/// `{p Ada Quill}`, `{o ...}`, `{l ...}` (place), `{g ...}` (group), `{r ...}` (product): the text and its names.
fn marked(story: &str) -> (Article, Vec<Name>) {
    let mut text = String::new();
    let mut names = Vec::new();
    for piece in story.split('{') {
        match piece.split_once('}') {
            None => text.push_str(piece),
            Some((mark, rest)) => {
                let (kind, name) = mark.cut_first().unwrap();
                let kind = match kind {
                    "p" => Kind::Person,
                    "o" => Kind::Organization,
                    "l" => Kind::Place,
                    "g" => Kind::Group,
                    _ => Kind::Product,
                };
                let start = text.len();
                text.push_str(name);
                names.push(Name { span: Span::at(start, text.len()), kind });
                text.push_str(rest);
            }
        }
    }
    let sentences = sentences(&text, Span::of(&text));
    (Article { text, sentences, ..Article::default() }, names)
}

/// A line an entity: its kind, name, then each mention with its form's first letter, then what is known of it.
fn line(text: &str, entity: &Entity) -> String {
    let mut line = format!("{} {}:", entity.kind.name(), entity.name);
    for mention in &entity.mentions {
        let form = match mention.form {
            Form::Full => "",
            Form::Partial => "partial ",
            Form::Acronym => "acronym ",
            Form::Native => "native ",
            Form::Alias => "alias ",
            Form::Nominal => "nominal ",
            Form::Pronoun => "pronoun ",
        };
        line += &format!(" [{form}{}]", mention.span.slice(text));
    }
    for native in &entity.native {
        line += &format!(" script {}", native.script);
    }
    for (title, span) in entity.titles.iter().zip(&entity.title_spans) {
        assert_eq!(span.slice(text), title);
        line += &format!(" <{title}>");
    }
    line
}

#[track_caller]
fn check(story: &str, expected: &[&str]) {
    let (article, names) = marked(story);
    let mut next = 7;
    let found = of_names(&Words::of(&article), &names, &mut next);
    let lines: Vec<String> = found.iter().map(|entity| line(&article.text, entity)).collect();
    assert_eq!(lines, expected);
    assert_eq!(found.iter().map(|entity| entity.id).collect::<Vec<_>>(), (7..next).collect::<Vec<_>>());
}

#[test]
fn a_given_name_alone_is_its_persons() {
    check(
        "{p Dylan Quill} left. A word for {l Dylan} and no more.",
        &["person Dylan Quill: [Dylan Quill] [partial Dylan]"],
    );
    check(
        "{p Dylan Quill} left. They live in {l Dylan} and no more.",
        &["person Dylan Quill: [Dylan Quill]", "place Dylan: [Dylan]"],
    );
}

#[test]
fn a_surname_is_its_persons() {
    check(
        "{p Ada van Quill} left. Later {p Van Quill} came back, and Quill’s dog with her. {p Ada} sat down.",
        &["person Ada van Quill: [Ada van Quill] [partial Van Quill] [partial Quill] [partial Ada]"],
    );
}

#[test]
fn a_name_in_capitals_is_no_other_name() {
    let (article, names) = marked("{l FELL} is cold. In {l Fell}, all is cold.");
    let found = of_names(&Words::of(&article), &names, &mut 0);
    assert_eq!(found.iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>(), ["Fell"]);
    assert!(found[0].aliases.is_empty());
}

#[test]
fn a_surname_of_two_is_neithers() {
    check(
        "{p Ada Quill} and {p Otto Quill} left. {p Quill} came back.",
        &["person Ada Quill: [Ada Quill]", "person Otto Quill: [Otto Quill]", "person Quill: [Quill]"],
    );
}

#[test]
fn a_title_tells_two_of_one_surname_apart() {
    check(
        "Judge {p Ada Quill} met Mayor {p Otto Quill}. Mayor {p Quill} left.",
        &["person Ada Quill: [Ada Quill] <Judge>", "person Otto Quill: [Otto Quill] [partial Quill] <Mayor>"],
    );
}

#[test]
fn a_family_name_may_stand_first() {
    check(
        "{p Lu Mei-an} (呂美安), the mayor of {l Fell}, met {p Oh Da-in}. {p Lu} thanked {p Oh}.",
        &[
            "person Lu Mei-an: [Lu Mei-an] [native 呂美安] [partial Lu] script Hani <mayor>",
            "place Fell: [Fell]",
            "person Oh Da-in: [Oh Da-in] [partial Oh]",
        ],
    );
}

#[test]
fn full_names_of_one_person() {
    check(
        "{p Joe Quill} ran. {p Joseph R. Quill Jr.} won. {p Jane Quill} lost.",
        &[
            "person Joseph R. Quill Jr.: [partial Joe Quill] [Joseph R. Quill Jr.]",
            "person Jane Quill: [Jane Quill]",
        ],
    );
}

#[test]
fn a_father_is_not_his_son() {
    check(
        "{p Otto Quill} ran, {p Otto Quill Jr.} said. {p Quill} won.",
        &["person Otto Quill: [Otto Quill] [partial Quill]", "person Otto Quill Jr.: [Otto Quill Jr.]"],
    );
    check(
        "{p Otto Quill Jr.} ran. Then {p Otto Quill} won.",
        &["person Otto Quill Jr.: [Otto Quill Jr.] [partial Otto Quill]"],
    );
    check(
        "{p Otto Quill Sr.} ran with {p Otto Quill}.",
        &["person Otto Quill Sr.: [Otto Quill Sr.]", "person Otto Quill: [Otto Quill]"],
    );
    check(
        "{p Otto Quill Sr.} ran with {p Otto Quill Jr.}. {p Quill} won.",
        &[
            "person Otto Quill Sr.: [Otto Quill Sr.]",
            "person Otto Quill Jr.: [Otto Quill Jr.]",
            "person Quill: [Quill]",
        ],
    );
}

#[test]
fn a_popes_number_and_a_headlines_mark_part_nobody() {
    check(
        "{p Otto Paul} prayed. {p Otto Paul II} left.",
        &["person Otto Paul II: [partial Otto Paul] [Otto Paul II]"],
    );
    check(
        "{p Otto Quill} Jr: in court. {p Otto Quill Jr.} left.",
        &["person Otto Quill Jr.: [partial Otto Quill] [Otto Quill Jr.]"],
    );
}

#[test]
fn titles_leave_the_name() {
    check(
        "US {p President Ada Quill} met {p Mr Oda}, the army chief. {p Quill}, a poet, smiled.",
        &[
            "person Ada Quill: [Ada Quill] [partial Quill] <US President> <poet>",
            "person Oda: [Oda] <Mr> <army chief>",
        ],
    );
    // The house is in its adviser's title, and a body too.
    check(
        "Then {o White House} spokesman {p Otto Quill} met Inland {o Affairs} Minister {p Ada Oda}.",
        &[
            "organization White House: [White House]",
            "person Otto Quill: [Otto Quill] <White House spokesman>",
            "person Ada Oda: [Ada Oda] <Inland Affairs Minister>",
        ],
    );
}

#[test]
fn a_family_name_of_two_letters_stands_first() {
    check(
        "President {p Xi Jinping} spoke. Then Xi left with {p Yu Smith}, and Yu sang.",
        &["person Xi Jinping: [Xi Jinping] [partial Xi] <President>", "person Yu Smith: [Yu Smith]"],
    );
}

#[test]
fn a_common_word_that_opens_a_sentence_is_no_name() {
    check("The {o Fell Foxes} sang to gamers. {p Gamers} paid.", &["organization Fell Foxes: [Fell Foxes]"]);
    check("Few gamers sang. {p Gamers} paid. Then {p Gamers} left.", &["person Gamers: [Gamers] [Gamers]"]);
    check("A parliament sang. {o Parliament} paid.", &["organization Parliament: [Parliament]"]);
}

#[test]
fn a_wife_is_not_her_husband() {
    check(
        "{p Martin Quill} left. {p Lady Quill} wept. {p Quill} slept. {p Mr. Quill} woke.",
        &[
            "person Martin Quill: [Martin Quill] [partial Quill] [partial Quill] <Mr.>",
            "person Quill: [Quill] <Lady>",
        ],
    );
    check(
        "{p Mary Quill} left. {p Mrs. Quill} wept.",
        &["person Mary Quill: [Mary Quill] [partial Quill] <Mrs.>"],
    );
}

#[test]
fn a_contraction_is_a_part_of_a_name() {
    check("{p Barry Ca}n’t Swim sang today.", &["person Barry Can’t Swim: [Barry Can’t Swim]"]);
}

#[test]
fn a_state_is_not_its_city() {
    check(
        "It rained in {l Kansas City} and in {l Kansas}.",
        &["place Kansas City: [Kansas City]", "place Kansas: [Kansas]"],
    );
}

#[test]
fn two_short_forms_of_one_given_name() {
    check(
        "{p Bob Quill} left. {p Bobby Quill} came back.",
        &["person Bobby Quill: [partial Bob Quill] [Bobby Quill]"],
    );
}

#[test]
fn a_lands_city_is_not_the_land() {
    check(
        "{l Mexico City} is in {l Mexico}. {l Fell City} is {l Fell}; {l New York City} is {l New York}.",
        &[
            "place Mexico City: [Mexico City]",
            "place Mexico: [Mexico]",
            "place Fell City: [Fell City] [partial Fell]",
            "place New York City: [New York City] [partial New York]",
        ],
    );
}

#[test]
fn a_country_is_one_by_all_its_names() {
    check(
        "The {l US} and {l U.K.} met. {l United States} officials and {g Americans} left; an {g American} stayed.",
        &[
            "place United States: [alias US] [United States]",
            "place U.K.: [U.K.]",
            "group Americans: [Americans] [alias American]",
        ],
    );
}

#[test]
fn a_ship_is_not_its_city() {
    check(
        "The {r Fell} left {l Fell}. The {r Fell} sank.",
        &["product Fell: [Fell] [Fell]", "place Fell: [Fell]"],
    );
}

#[test]
fn one_name_has_one_kind() {
    check(
        "{o Fellwatch} met. {p Fellwatch} said so. {o Fellwatch} left.",
        &["organization Fellwatch: [Fellwatch] [Fellwatch] [Fellwatch]"],
    );
}

#[test]
fn a_products_maker_may_be_left_out() {
    check(
        "{o Lund} sold ten {r Lund L30} jets. The {r L30s} fly.",
        &["organization Lund: [Lund]", "product Lund L30: [Lund L30] [alias L30s]"],
    );
}

#[test]
fn a_common_word_is_no_surname() {
    check(
        "{p Dale Forrest} sat in the forrest. Forrest is a word.",
        &["person Dale Forrest: [Dale Forrest]"],
    );
}

#[test]
fn a_makers_possessive_is_not_its_products_name() {
    check(
        "{o Lund} closed. {o Lund's Fellphone} sold well.",
        &["organization Lund: [Lund] [Lund]", "product Fellphone: [Fellphone]"],
    );
}

#[test]
fn a_city_and_its_land_are_two() {
    check("It rained in {l Fell, South Korea}.", &["place Fell: [Fell]", "place South Korea: [South Korea]"]);
}

#[test]
fn an_office_is_no_body() {
    check(
        "US Secretary of {o State} {p Ada Quill} left.",
        &["person Ada Quill: [Ada Quill] <US Secretary of State>"],
    );
}

#[test]
fn mrs_is_the_woman_of_two() {
    check(
        "{p Martin Quill} left. His widow, {p Petra Quill}, wept. {p Mrs. Quill} asked for no flowers.",
        &["person Martin Quill: [Martin Quill]", "person Petra Quill: [Petra Quill] [partial Quill] <Mrs.>"],
    );
}

#[test]
fn what_an_office_is_of_is_no_part_of_the_name() {
    check(
        "Minister of {p Transportation Lu Mei-an} met Member of the {p Fell Parliament Ada Quill}.",
        &[
            "person Lu Mei-an: [Lu Mei-an] <Minister of Transportation>",
            "person Ada Quill: [Ada Quill] <Member of the Fell Parliament>",
        ],
    );
    check(
        "Minister of Foreign {p Affairs Ada Quill} left.",
        &["person Ada Quill: [Ada Quill] <Minister of Foreign Affairs>"],
    );
}

#[test]
fn a_bracket_does_not_bring_the_charge_back() {
    check(
        "Minister of Culture Lu Mei-an (呂美安) left.",
        &["person Lu Mei-an: [Lu Mei-an] [native 呂美安] script Hani <Minister of Culture>"],
    );
}

#[test]
fn a_people_is_no_part_of_the_name() {
    check(
        "The {p Spaniard Ada Quill} won.",
        &["group Spaniard: [Spaniard]", "person Ada Quill: [Ada Quill]"],
    );
}

#[test]
fn two_surnames_are_found_again() {
    check(
        "{p Zofia Quill Holm} spoke first. Later {p Quill} {p Holm} left.",
        &["person Zofia Quill Holm: [Zofia Quill Holm] [partial Quill Holm]"],
    );
}

#[test]
fn a_native_name_mends_the_name_before_it() {
    check(
        "Premier {p Lu} Meian (呂美安) came. Lu stayed.",
        &["person Lu Meian: [Lu Meian] [native 呂美安] script Hani <Premier>"],
    );
}

#[test]
fn half_a_common_noun_is_no_body() {
    check(
        "{o Central} bank cuts rates, an {o MEP} said. {o United} lost.",
        &["organization United: [United]"],
    );
}

#[test]
fn a_hyphened_surname_is_one() {
    check(
        "{p Quill}-{p Holm} left. {p Ada Quill-Holm} had lost.",
        &["person Ada Quill-Holm: [partial Quill-Holm] [Ada Quill-Holm]"],
    );
}

#[test]
fn games_are_an_event() {
    check("The {l Lund Winter Olympics} begin.", &["event Lund Winter Olympics: [Lund Winter Olympics]"]);
}

#[test]
fn a_possessive_is_no_part_of_the_letters() {
    check(
        "The {o Fell Grain Board}’s (FGB’s) mills closed.",
        &["organization Fell Grain Board: [Fell Grain Board] [acronym FGB]"],
    );
}

#[test]
fn a_storm_goes_by_its_own_name() {
    check(
        "{p Quillan} tore roofs off. {o Hurricane Quillan} left Fell.",
        &["event Hurricane Quillan: [partial Quillan] [Hurricane Quillan]"],
    );
}

#[test]
fn a_broadcaster_is_not_its_programme() {
    check(
        "{o BBC News} told the {o BBC}.",
        &["organization BBC News: [BBC News]", "organization BBC: [BBC]"],
    );
    check("{o IBM Corp.} rose. {o IBM} fell.", &["organization IBM Corp.: [IBM Corp.] [partial IBM]"]);
}

#[test]
fn a_bill_and_an_adjective_name_nobody() {
    check("{p Bill} read the {p Bill} to {l Olympic} heroes.", &["person Bill: [Bill]"]);
}

#[test]
fn a_surname_is_whose_it_was_before_another_came_in() {
    check(
        "{p Otto Quill} ran. {p Quill} won. Then {p Ada Quill} came, and {p Quill} left.",
        &["person Otto Quill: [Otto Quill] [partial Quill] [partial Quill]", "person Ada Quill: [Ada Quill]"],
    );
    check(
        "{p Otto Quill} ran. {p Quill} won. Then {p Ada Quill} came, and J {p Quill} left.",
        &[
            "person Otto Quill: [Otto Quill] [partial Quill]",
            "person Ada Quill: [Ada Quill]",
            "person Quill: [Quill]",
        ],
    );
}

#[test]
fn an_office_is_not_whose_the_surname_was() {
    check(
        "{p Otto Quill} ran. {p Quill} won. Then {p Ada Quill} came, and Gov. {p Quill} left.",
        &[
            "person Otto Quill: [Otto Quill] [partial Quill]",
            "person Ada Quill: [Ada Quill]",
            "person Quill: [Quill] <Gov.>",
        ],
    );
}

#[test]
fn mister_is_nobodys_company() {
    check(
        "{o Quillan Steel} grew. Mr {o Quillan} told us so, said {p Otto Quillan}.",
        &[
            "organization Quillan Steel: [Quillan Steel]",
            "person Otto Quillan: [partial Quillan] [Otto Quillan] <Mr>",
        ],
    );
}

#[test]
fn numbers_eras_and_offices_name_nobody() {
    check("He paid {o N2} million and {o P4}.2 billion, then {o N1},030.", &[]);
    check("In 190 {l A.D.} he had {o 12KOs}, paid {o R11bn} and sang to @{p Quillan}.", &[]);
    check("The then {p Lord Chancellor} met the {p governor}.", &[]);
    check("Then {o GM} {p Ada Quill} left.", &["person Ada Quill: [Ada Quill]"]);
    check("Then {o GM} sold mills.", &["organization GM: [GM]"]);
}

#[test]
fn a_bodys_last_word_is_no_title() {
    check(
        "It sank, said {o Coast Guard} Lt. {p Ada Quill}. {o Fell Police} Chief {p Oda Voss} left.",
        &[
            "organization Coast Guard: [Coast Guard]",
            "person Ada Quill: [Ada Quill] <Lt.>",
            "organization Fell Police: [Fell Police]",
            "person Oda Voss: [Oda Voss] <Chief>",
        ],
    );
    check(
        "He met then-assistant coach {p Ada Quill}.",
        &["person Ada Quill: [Ada Quill] <then-assistant coach>"],
    );
    check("He met Managing Editor {p Ada Quill}.", &["person Ada Quill: [Ada Quill] <Managing Editor>"]);
    check(
        "Ada met chief investment officer {p Oda Quill}.",
        &["person Oda Quill: [Oda Quill] <chief investment officer>"],
    );
}

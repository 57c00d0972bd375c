//! Small stories of bodies: their short forms, and letters that stand for them.

use super::check;

#[test]
fn a_club_goes_without_its_city() {
    check(
        "{o Fell Otters} won. The {o Otters} sang. {o Labour} met {o Scottish Labour}.",
        &[
            "organization Fell Otters: [Fell Otters] [partial Otters]",
            "organization Labour: [Labour]",
            "organization Scottish Labour: [Scottish Labour]",
        ],
    );
}

#[test]
fn a_council_of_the_united_nations_goes_without_them() {
    check(
        "The {o U.N. Security Council} met. The {o Security Council} voted. The {o United Nations Security Council} ended.",
        &[
            "organization United Nations Security Council: [partial U.N. Security Council] [partial Security Council] \
             [United Nations Security Council]",
        ],
    );
}

#[test]
fn a_site_is_a_body() {
    check("It was in {g Quill.com} today.", &["organization Quill.com: [Quill.com]"]);
}

#[test]
fn an_institution_goes_by_its_last_word() {
    check(
        "The {o Grain Commission} met. The Commission said no.",
        &["organization Grain Commission: [Grain Commission] [partial Commission]"],
    );
    check(
        "The {o Grain Commission} met the {o Harbor Commission}. The {o Commission} said no.",
        &[
            "organization Grain Commission: [Grain Commission]",
            "organization Harbor Commission: [Harbor Commission]",
            "organization Commission: [Commission]",
        ],
    );
    check(
        "{o Dundee United} won at home. Then {o United} lost.",
        &["organization Dundee United: [Dundee United] [partial United]"],
    );
}

#[test]
fn letters_that_name_nobody_are_dropped() {
    check(
        "The {o AI} that {o Fell Bank} bought ended {l COVID-19}, {l Fellism}, {p Brent} crude and {p J.}.",
        &["organization Fell Bank: [Fell Bank]"],
    );
}

#[test]
fn initials_in_brackets_both_ways() {
    check(
        "The {o Fell Grain Board}’s (FGB) ships left. The {o MIP} (Ministry of Inland Ports) and the FGB said so.",
        &[
            "organization Fell Grain Board: [Fell Grain Board] [acronym FGB] [acronym FGB]",
            "organization Ministry of Inland Ports: [acronym MIP] [Ministry of Inland Ports]",
        ],
    );
}

#[test]
fn a_bracket_mends_what_the_tagger_missed() {
    check(
        "Police and the Institute for Harbour {o Safety} (IHS) met Lu Mei-an (呂美安).",
        &[
            "organization Institute for Harbour Safety: [Institute for Harbour Safety] [acronym IHS]",
            "person Lu Mei-an: [Lu Mei-an] [native 呂美安] script Hani",
        ],
    );
}

#[test]
fn other_brackets_are_no_initials() {
    check(
        "The {o Fell Museum} (1911) and {p Ada Quill} (R-FL) met.",
        &["organization Fell Museum: [Fell Museum]", "person Ada Quill: [Ada Quill]", "place FL: [FL]"],
    );
}

#[test]
fn initials_of_two_bodies_are_neithers() {
    check(
        "The {o Fell Power Agency} sued the {o Fell Ports Authority}. The {o FPA} won.",
        &[
            "organization Fell Power Agency: [Fell Power Agency]",
            "organization Fell Ports Authority: [Fell Ports Authority]",
            "organization FPA: [FPA]",
        ],
    );
}

#[test]
fn short_forms_of_companies() {
    check(
        "{o Quay Toys, Inc.} sued {o Lund Shipyard}. {o Quay Toys} and {p Lund} settled; {o Lund North} did not.",
        &[
            "organization Quay Toys, Inc.: [Quay Toys, Inc.] [partial Quay Toys]",
            "organization Lund Shipyard: [Lund Shipyard] [partial Lund]",
            "organization Lund North: [Lund North]",
        ],
    );
}

#[test]
fn a_companys_service_is_not_the_company() {
    check(
        "{o Google News} is sold by {o Google}.",
        &["organization Google News: [Google News]", "organization Google: [Google]"],
    );
    check(
        "{o Lund} sank, {o Lund Shipping Co.} said. {o Lund Corp.} fell.",
        &[
            "organization Lund Corp.: [partial Lund] [Lund Corp.]",
            "organization Lund Shipping Co.: [Lund Shipping Co.]",
        ],
    );
}

#[test]
fn two_letters_in_the_plural_are_no_initials() {
    check(
        "{o Tank Dell} played for {o White House} and {o White}. TDs count; {o TD} may not. {o Fell Ports} of MPs.",
        &[
            "organization Tank Dell: [Tank Dell] [acronym TD]",
            "organization White House: [White House]",
            "organization White: [White]",
            "organization Fell Ports: [Fell Ports]",
        ],
    );
}

#[test]
fn letters_of_a_thing_name_no_body() {
    check(
        "A physician assistant ({o PA}) of {l Fell}, {l PA}, met another {o PA}.",
        &["place Fell: [Fell]", "place PA: [PA]"],
    );
    check(
        "The {o Large Language Model} ({o LLM}) of the rare {o Quill} disease (QD) is new. An {o LLM} and the {o Fell Grain Board} ({o FGB}) met.",
        &["organization Fell Grain Board: [Fell Grain Board] [acronym FGB]"],
    );
}

#[test]
fn a_body_says_what_it_is() {
    check("The {l University of Fell} closed.", &["organization University of Fell: [University of Fell]"]);
    check("{l Lund Lines of Fell} sank.", &["organization Lund Lines of Fell: [Lund Lines of Fell]"]);
    check("Then the {p Lund Party} lost.", &["organization Lund Party: [Lund Party]"]);
}

#[test]
fn a_clubs_nickname_may_come_before_its_name() {
    check(
        "{o Astros} 5, {o Red Sox} 3. The {o Houston Astros} beat the {o Boston Red Sox}.",
        &[
            "organization Houston Astros: [partial Astros] [Houston Astros]",
            "organization Boston Red Sox: [partial Red Sox] [Boston Red Sox]",
        ],
    );
    check(
        "{o Foxes} ran. The {o Fell Foxes} won.",
        &["organization Foxes: [Foxes]", "organization Fell Foxes: [Fell Foxes]"],
    );
}

#[test]
fn well_known_letters_are_the_whole_bodys() {
    check(
        "The {o Fed} met. The {o US Federal Reserve} raised rates.",
        &["organization US Federal Reserve: [alias Fed] [US Federal Reserve]"],
    );
    check(
        "{o IBM} grew. {o International Business Machines Corp.} said so.",
        &[
            "organization International Business Machines Corp.: [acronym IBM] [International Business Machines Corp.]",
        ],
    );
}

#[test]
fn the_bank_is_the_bank_of_its_land() {
    check(
        "{o Bank} waits. The {o Bank of Fell} met.",
        &["organization Bank of Fell: [partial Bank] [Bank of Fell]"],
    );
    check(
        "The {o World Bank} lent. The {o Bank} said so, and the {o Bank of Fell} sang.",
        &[
            "organization World Bank: [World Bank]",
            "organization Bank: [Bank]",
            "organization Bank of Fell: [Bank of Fell]",
        ],
    );
    check(
        "{o Bank One} grew. The {o Bank} met.",
        &["organization Bank One: [Bank One]", "organization Bank: [Bank]"],
    );
}

#[test]
fn a_company_goes_by_its_first_word_where_its_legal_form_is_printed() {
    check(
        "{o Sun} fell. {o Sun Microsystems Inc.} said so.",
        &["organization Sun Microsystems Inc.: [partial Sun] [Sun Microsystems Inc.]"],
    );
}

#[test]
fn places_with_what_they_are() {
    check(
        "{l Hebei} is far. {l Hebei Province} is green. The {l Atlantic} is the {l Atlantic Ocean}.",
        &[
            "place Hebei Province: [partial Hebei] [Hebei Province]",
            "place Atlantic Ocean: [partial Atlantic] [Atlantic Ocean]",
        ],
    );
    check(
        "{l Quillan} is a city, {l Quillan Island} far from {l Quillan Province}.",
        &[
            "place Quillan: [Quillan]",
            "place Quillan Island: [Quillan Island]",
            "place Quillan Province: [Quillan Province]",
        ],
    );
    check(
        "{l Alaska} is not the {l Alaska Peninsula}.",
        &["place Alaska: [Alaska]", "place Alaska Peninsula: [Alaska Peninsula]"],
    );
}

#[test]
fn a_party_goes_by_several_names() {
    check(
        "{o Liberal Democrats} met. {o Lib Dem} peers sang. The {g Tories} met {g Conservatives}. The {o Labour Party} lost to \
         {o Labour}.",
        &[
            "organization Liberal Democrats: [Liberal Democrats] [alias Lib Dem]",
            "group Conservatives: [alias Tories] [Conservatives]",
            "organization Labour Party: [Labour Party] [partial Labour]",
        ],
    );
    check(
        "{g Conservatives} met {g Conservative} peers.",
        &["group Conservatives: [Conservatives] [alias Conservative]"],
    );
}

#[test]
fn a_club_goes_by_a_clipped_name() {
    check(
        "{o Man Utd} beat {o Sheff Wednesday}. Then {o Manchester United} sang, and {o Sheffield Wednesday}.",
        &[
            "organization Manchester United: [alias Man Utd] [Manchester United]",
            "organization Sheffield Wednesday: [partial Sheff Wednesday] [Sheffield Wednesday]",
        ],
    );
}

#[test]
fn initials_may_be_spoken_as_a_word() {
    check(
        "The {o Fell Agency for Virtue and Industry} ({p Favi}) met. Later {p Favi} left.",
        &[
            "organization Fell Agency for Virtue and Industry: [Fell Agency for Virtue and Industry] [acronym Favi] [acronym Favi]",
        ],
    );
    check(
        "The {o Fell Agency for Virtue and Industry} ({p Mari}) met.",
        &[
            "organization Fell Agency for Virtue and Industry: [Fell Agency for Virtue and Industry]",
            "person Mari: [Mari]",
        ],
    );
}

#[test]
fn a_name_of_one_word_is_looked_for_again() {
    check(
        "{o Fellex} sold mills. So did Fellex boss Oda. At Fellex Hall and Fellex.de it was late.",
        &["organization Fellex: [Fellex] [Fellex]"],
    );
    // A word of news may open a sentence or a headline, and stands for the name only where it is one twice.
    check(
        "They met {o Orange} and {o Orange} again. So did Orange. Orange is a colour.",
        &["organization Orange: [Orange] [Orange] [Orange]"],
    );
    check("They met {o Orange}. So did Orange.", &["organization Orange: [Orange]"]);
    check("It was {o Severe Acute Respiratory Syndrome} ({o Sars}). Of {o Sars} it died.", &[]);
    check("The {o Const} fell. Const. Johnson met Ada.", &["organization Const: [Const]"]);
}

#[test]
fn what_stands_before_a_firm_makes_one_of_it() {
    check(
        "The drinks firm {p Allied Quill} left. {p Allied Quill} lost again.",
        &["organization Allied Quill: [Allied Quill] [Allied Quill]"],
    );
    check(
        "The drinks firm {p Mary Johnson} left. {p Mary Johnson} lost again.",
        &["person Mary Johnson: [Mary Johnson] [Mary Johnson]"],
    );
}

#[test]
fn a_headline_has_the_short_form_first() {
    check(
        "{o Fellix} opens mills. Then {o Fellix Marlow} sold two.",
        &["organization Fellix Marlow: [partial Fellix] [Fellix Marlow]"],
    );
    check(
        "{o Passport} opens mills. Then {o Passport Marlow} sold two.",
        &["organization Passport: [Passport]", "organization Passport Marlow: [Passport Marlow]"],
    );
}

#[test]
fn initials_go_without_a_companys_form() {
    check(
        "{o QMFG} opens mills. {o Quill Mori Fell Group Inc.} sold two.",
        &["organization Quill Mori Fell Group Inc.: [acronym QMFG] [Quill Mori Fell Group Inc.]"],
    );
}

#[test]
fn a_club_goes_by_its_nickname() {
    check(
        "The {o Sixers} lost. Then the {o Philadelphia 76ers} won.",
        &["organization Philadelphia 76ers: [alias Sixers] [Philadelphia 76ers]"],
    );
}

#[test]
fn what_a_name_is_called_behind_it_counts_for_all_of_it() {
    check(
        "{p Fellix} opens mills. {p Fellix}, the Dutch rail construction consortium, said so.",
        &["organization Fellix: [Fellix] [Fellix]"],
    );
}

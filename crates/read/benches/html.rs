//! Speed from HTML to articles on a generated page: `cargo bench -p nutgraf-read`.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nutgraf_read::{Options, html};

/// A page as sites build them: most of it scripts, styles, menus and cards, in words of our own.
fn page() -> String {
    let mut page = String::from(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Ferry line to Norhaven closes | Port Times</title>\
         <meta property=\"og:site_name\" content=\"Port Times\"><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\
         \"headline\":\"Ferry line to Norhaven closes\",\"datePublished\":\"2024-05-03T08:00:00Z\",\"author\":{\"@type\":\"Person\",\
         \"name\":\"Ada Quill\"}}</script></head><body>",
    );
    for number in 0..40 {
        let _ = write!(
            page,
            "<style>.c{number}{{margin:0 auto;padding:{number}px}}</style><script>window.q=window.q||[];q.push({{id:{number},slot:\"top\"}});</script>"
        );
    }
    page.push_str("<nav class=\"site-nav\"><ul>");
    for number in 0..120 {
        let _ = write!(
            page,
            "<li class=\"site-nav__item\"><a class=\"site-nav__link\" href=\"/section/{number}\" data-track=\"nav-{number}\">Section {number}</a></li>"
        );
    }
    page.push_str("</ul></nav><main><article class=\"story\"><h1>Ferry line to Norhaven closes</h1><div class=\"story-body\">");
    for number in 0..40 {
        let _ = write!(
            page,
            "<p class=\"story-body__text\">The council of <a href=\"/places/port-elsa\">Port Elsa</a> voted on Monday to close pier {number}, after harbour \
             master Ada Quill said that the last ship was no longer safe. &ldquo;We cannot wait for an accident,&rdquo; she said, adding that a \
             bridge would be cheaper in the end, although it would take some ten years to build.</p><div class=\"ad-slot\" id=\"slot-{number}\"></div>",
        );
    }
    page.push_str("</div></article><section class=\"related-stories\"><h2>More from the harbour</h2>");
    for number in 0..120 {
        let _ = write!(
            page,
            "<div class=\"card card--small\"><a class=\"card__link\" href=\"/story/{number}\"><img class=\"card__image\" src=\"/i/{number}.jpg\" alt=\"\">\
             <h3 class=\"card__title\">The harbour council looks at berth {number}</h3></a><p class=\"card__text\">The sitting begins at noon.</p></div>",
        );
    }
    page.push_str("</section></main><footer><p>&copy; Port Times</p></footer></body></html>");
    page
}

fn read(criterion: &mut Criterion) {
    let page = page();
    let mut group = criterion.benchmark_group("html");
    group.throughput(Throughput::Bytes(page.len() as u64));
    let options = Options::default();
    group.bench_function("layout", |bench| {
        bench.iter(|| html("p", black_box(page.as_bytes()), None, &options));
    });
    let parse = nutgraf_core::Options::default();
    group.bench_function("article", |bench| {
        bench.iter(|| nutgraf_core::parse(html("p", black_box(page.as_bytes()), None, &options), &parse));
    });
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);

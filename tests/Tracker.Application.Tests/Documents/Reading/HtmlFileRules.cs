using System.Text;
using Tracker.Application.Documents.Reading;

namespace Tracker.Application.Tests.Documents.Reading;

public class HtmlFileRules
{
    private static string Read(string body) => FileReading.Read(Encoding.UTF8.GetBytes($"<!doctype html><html><head><title>Title</title><style>p {{ color: red }}</style></head><body>{body}</body></html>"), "page.html").Text;

    [Fact]
    public void Menus_forms_scripts_and_styles_are_left_out() =>
        Assert.Equal("We noted.", Read("<header>Logo</header><nav>Home</nav><p>We noted.</p><aside>Also</aside><form>Search</form><script>alert(1)</script><style>x</style><noscript>on</noscript><template>t</template><!-- remark --><p hidden>secret</p><footer>Imprint</footer>"));

    [Theory]
    [InlineData("<div>Menu</div><main><p>We noted.</p></main><div>Tail</div>")]
    [InlineData("<div>Menu</div><article><p>We noted.</p></article>")]
    public void The_main_part_is_read_where_there_is_one(string body) => Assert.Equal("We noted.", Read(body));

    [Fact]
    public void Of_several_articles_none_is_the_page() => Assert.Equal("a\n\nb", Read("<article>a</article><article>b</article>"));

    [Fact]
    public void Lists_have_their_numbers() =>
        Assert.Equal("4. We noted:\na. a fund\nb. a plan\n5. We agreed.\n9. We parted.\n\n• One\n• Two\n\n2. b\n1. a", Read("<ol start=4><li>We noted:<ol type=a><li>a fund</li><li>a plan</li></ol></li><li>We agreed.</li><li value=9>We parted.</li></ol><ul><li>One<li>Two</ul><ol reversed><li>b<li>a</ol>"));

    [Fact]
    public void A_list_may_begin_at_zero() =>
        Assert.Equal("0. a\n1. b\n2. c\n\n1. d\n0. e\n-1. f", Read("<ol start=0><li>a<li>b<li>c</ol><ol reversed start=1><li>d<li>e<li>f</ol>"));

    [Fact]
    public void Headings_paragraphs_and_breaks_are_lines() =>
        Assert.Equal("Trade\n\n1. We noted\nthe fund.\n\n2. We agreed.", Read("<h2>Trade</h2><p>1. We\n  noted<br>the   fund.</p><div>\n</div><p>2. We <b>agr</b>eed.</p>"));

    [Fact]
    public void Rows_of_tables_are_lines() => Assert.Equal("1.1\tHold talks\n1.2\tShare charts", Read("<table><tr><td>1.1</td><td>Hold talks</td></tr><tr><td>1.2</td><td>Share charts</td></tr></table>"));

    [Fact]
    public void Entities_are_characters_and_markup_is_words() =>
        Assert.Equal("Ports & ferries – <script>alert(1)</script> €5", Read("<p>Ports &amp; ferries &ndash; &lt;script&gt;alert(1)&lt;/script&gt; &#8364;5</p>"));

    [Theory]
    [InlineData("<meta charset=\"windows-1251\">", 1251, "Тихий")]
    [InlineData("<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">", 1252, "Tromsø")]
    [InlineData("<meta charset=euc-kr>", 949, "협력")]
    public void A_page_is_read_in_the_encoding_that_it_names(string meta, int page, string words)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes($"<html><head>{meta}</head><body><p>{words}</p></body></html>");

        Assert.Equal(words, FileReading.Read(bytes, "page.html").Text);
    }

    [Fact]
    public void Preformatted_text_keeps_its_lines() => Assert.Equal("1. We noted\nthe fund.\n\n2. We agreed.", Read("<pre>1. We noted\nthe fund.\n\n2. We agreed.</pre>"));
}

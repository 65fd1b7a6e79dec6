using System.Net;
using System.Text.RegularExpressions;

namespace Tracker.Web.Tests.Timeline;

/// <summary>The picture and the table of the timeline say the same.</summary>
public sealed partial class TimelinePageRules(HostileAddresses.Reader reader) : IClassFixture<HostileAddresses.Reader>
{
    [Theory]
    [InlineData("/timeline")]
    [InlineData("/timeline?asOf=2021-06-30")]
    [InlineData("/timeline?by=plan&scale=quarter&from=2020-01-01&to=2023-01-01")]
    [InlineData("/timeline?only=meetings&by=kind")]
    public async Task Every_mark_of_the_picture_has_its_row_in_the_table(string address)
    {
        var picture = await reader.Visitor.GetStringAsync(address);
        var table = await reader.Visitor.GetStringAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}view=table");

        var marks = Mark().Matches(picture).Select(m => (To: m.Groups[1].Value, Says: Plain(m.Groups[2].Value))).ToList();
        var rows = Row().Matches(table).Select(m => (To: m.Groups[1].Value, Cells: Cell().Matches(m.Groups[2].Value).Select(c => Plain(c.Groups[1].Value)).ToList())).ToList();

        Assert.NotEmpty(marks);
        Assert.Equal(marks.Select(m => m.To).Order(), rows.Select(r => r.To).Order());
        Assert.All(marks, mark => Assert.Contains(rows, row => row.To == mark.To && Says(mark.Says, row.Cells[0]) && (row.Cells[1] == "–" || Says(mark.Says, row.Cells[1]))));
    }

    [Fact]
    public async Task A_mark_says_everything_in_words()
    {
        var page = await reader.Visitor.GetStringAsync("/timeline?asOf=2022-04-30&only=targets");

        var said = Mark().Matches(page).Select(m => Plain(m.Groups[2].Value)).Single(m => m.StartsWith("AKIIC,", StringComparison.Ordinal));

        Assert.Equal("AKIIC, target: opened, “in 2021” (1 January 2021 to 31 December 2021), 120 days late", said);
    }

    private static bool Says(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("<a class=\"time-mark [^>]*href=\"([^\"]+)\"><span class=\"drawing\".*?</span><span class=\"words\">(.*?)</span></a>")]
    private static partial Regex Mark();

    [GeneratedRegex("<th scope=\"row\"><a class=\"row-link\" href=\"([^\"]+)\">.*?</th>(.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<td[^>]*>(.*?)</td>", RegexOptions.Singleline)]
    private static partial Regex Cell();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}

using Tracker.Reading;

namespace Tracker.Domain.Tests.Documents;

/// <summary>How well the documents of <c>tests/Tracker.Reading/Documents</c> are read does not fall; raise a floor with what lifts its figure.</summary>
public class MeasuredReading
{
    private static readonly Lazy<Measure> All = new(() =>
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Reading");
        var register = KnownItem.In(folder);
        return Measure.Sum([.. ExpectedDocument.In(folder).Select(d => Measure.Of(d, register, KnownItem.Matches))]);
    });

    [Theory]
    [InlineData("paragraphs", 0.98, 0.98)]
    [InlineData("speakers", 0.99, 0.95)]
    [InlineData("verbs", 0.99, 0.95)]
    [InlineData("addressees", 0.99, 0.88)]
    [InlineData("names", 0.87, 0.91)]
    [InlineData("money", 0.95, 0.92)]
    [InlineData("dates", 0.98, 0.96)]
    [InlineData("matches", 0.97, 0.90)]
    public void Documents_are_read_as_well_as_before(string what, double precision, double recall)
    {
        var count = All.Value.Counts.Single(c => c.What == what);

        Assert.True(count.Precision >= precision && count.Recall >= recall, $"{count}; for the misses run the program of tests/Tracker.Reading.");
    }

    [Fact]
    public void What_is_wrong_and_what_is_missing_are_counted_apart()
    {
        var document = ExpectedDocument.Read(
            "d",
            "1. We noted the Tides Fund and gave USD 5 million.\n\n2. We parted in May 2031.",
            ["day 2031-01-01", "paragraph 1 We noted … million.", "said We: noted = Supported", "name Tides Fund (TF)", "money USD 5,000,000", "paragraph 2 We parted in May 2031.", "date 2031-05-01..2031-05-31 in May 2031", "match X"]);

        var measure = Measure.Of(document, [], (_, _, _) => ["X"]);

        Assert.Equal(
            ["paragraphs 2 2 2", "speakers 1 1 1", "verbs 1 1 0", "addressees 0 0 0", "names 1 1 0", "money 1 1 1", "dates 1 1 1", "matches 1 2 1"],
            measure.Counts.Select(c => $"{c.What} {c.Expected} {c.Found} {c.Right}"));
        Assert.Equal(
            ["True verbs noted = Acknowledged", "False verbs noted = Supported", "True names Tides Fund", "False names Tides Fund (TF)", "True matches X"],
            measure.Misses.Select(m => $"{m.IsWrong} {m.What} {m.Words}"));
    }

    [Theory]
    [InlineData("nonsense 5")]
    [InlineData("money USD five")]
    [InlineData("said We: noted = Warmly")]
    public void Answers_that_cannot_be_read_are_named_with_their_line(string line) =>
        Assert.Contains("d.expected, line 2", Assert.Throws<FormatException>(() => ExpectedDocument.Read("d", "1. A.", ["paragraph 1 A.", line])).Message, StringComparison.Ordinal);
}

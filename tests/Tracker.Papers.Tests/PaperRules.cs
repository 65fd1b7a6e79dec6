using System.Globalization;

namespace Tracker.Papers.Tests;

public sealed class PaperRules
{
    [Fact]
    public void Every_page_says_the_day_the_instant_and_the_position() =>
        Assert.Equal("As of 30 June 2022, as known at 2022-07-01 08:00 UTC, entry 1234", Sample.Matrix().AsOfLine);

    [Fact]
    public void Papers_know_nothing_of_the_register_the_database_or_the_web() =>
        Assert.All(typeof(Paper).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name));

    [Fact]
    public void An_instant_in_local_time_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Paper("x", new(2022, 6, 30), DateTime.SpecifyKind(new(2022, 7, 1), DateTimeKind.Local), 1));

    [Fact]
    public void The_same_content_has_the_same_hash_wherever_it_is_made()
    {
        var hash = Sample.Matrix().ContentHash;

        // Written down, so that another version or machine cannot differ unseen.
        Assert.Equal(Expected, hash);
        Assert.All(Elsewhere.Cultures, culture => Assert.Equal(hash, Elsewhere.In(culture, () => Sample.Matrix().ContentHash)));
    }

    [Fact]
    public void A_column_that_is_mostly_empty_or_short_leaves_its_room_to_the_others_and_none_is_too_narrow_for_a_word()
    {
        var words = string.Join(' ', Enumerable.Repeat("agreement", 30));
        List<Column> columns = [new("Item", 1), new("Done", 1), new("Stage", 1), new("Note", 1)];
        List<Row> rows = [.. Enumerable.Range(0, 20).Select(n => new Row(words, n == 0 ? words : Cell.Nothing, "Agreed", words))];

        var widths = Widths.Of(columns, rows, 120, 1, 2);

        Assert.Equal(120, widths.Sum(), 6);
        Assert.Equal(widths[0], widths[3], 6);
        Assert.InRange(widths[1], "agreement".Length + 2, widths[0] * 0.75);
        Assert.InRange(widths[2], "Agreed".Length + 2, 10);
        Assert.Equal(120, Widths.Of(columns, [new("a", "b", "c", "d")], 120, 1, 2).Sum(), 6);
        Assert.Equal("COMMUNIQUE-2015".Length + 2, Widths.Of([new("Item", 1), new("Code", 0.1)], [new(words, "COMMUNIQUE-2015")], 120, 1, 2)[1], 6);
    }

    private const string Expected = "f883b789b4c98393c935a31bf0a9beeab38b76daae3303099cf37353fd444d4c";

    public static TheoryData<string, Paper> Changed => new()
    {
        { "title", Plain with { Title = "Paper " } },
        { "subtitle", Plain with { Subtitle = "x" } },
        { "language", Plain with { Language = "ko-KR" } },
        { "creator", Plain with { Creator = "x" } },
        { "day", Plain with { AsOf = Plain.AsOf.AddDays(1) } },
        { "instant", Plain with { KnownAt = Plain.KnownAt.AddMilliseconds(1) } },
        { "position", Plain with { Position = 8 } },
        { "fact", Plain with { Facts = [new("Labe", "lValue")] } },
        { "section", Plain with { Sections = [] } },
        { "name of a section", Plain with { Sections = [Plain.Sections[0] with { Name = "x" }] } },
        { "place of a section", Plain with { Sections = [Plain.Sections[0] with { Place = "x" }] } },
        { "list for a paragraph", With(new Bullets("Text")) },
        { "emphasis", With(new Paragraph(new Text(new Run("Text", Emphasis.Bold)))) },
        { "tone", With(new Paragraph(new Text(new Run("Text", Tone: Tone.Red)))) },
        { "link", With(new Paragraph(new Text(new Run("Text", Link: "#x")))) },
        { "runs", With(new Paragraph(new Text(new Run("Te"), new Run("xt")))) },
        { "figure", With(new Figures("c", new Figure("n", 1, "a"))) },
        { "change of a figure", With(new Figures("c", new Figure("n", 1, "a", "+1"))) },
        { "table", With(A()) },
        { "caption", With(A() with { Caption = "d" }) },
        { "width", With(A() with { Columns = [new("h", 2)] }) },
        { "kind", With(A() with { Columns = [new("h", 1, Kind.Day)] }) },
        { "word for the groups", With(A() with { GroupedBy = "Pillar" }) },
        { "word for nothing", With(A() with { WhenEmpty = "None." }) },
        { "group", With(A() with { Groups = [new("x", A().Groups[0].Rows)] }) },
        { "place of a group", With(A() with { Groups = [A().Groups[0] with { Place = "x" }] }) },
        { "place of a row", With(Table.Of("c", [new("h", 1)], [new("1") { Place = "x" }])) },
        { "number for text", With(Table.Of("c", [new("h", 1)], [new(1)])) },
        { "percent", With(Table.Of("c", [new("h", 1)], [new(new Percent(1))])) },
        { "another percent", With(Table.Of("c", [new("h", 1)], [new(new Percent(1.5m))])) },
        { "money", With(Table.Of("c", [new("h", 1)], [new(new Money(1, "USD"))])) },
        { "currency", With(Table.Of("c", [new("h", 1)], [new(new Money(1, "EUR"))])) },
        { "decimals", With(Table.Of("c", [new("h", 1)], [new(new Money(1, "USD", 0))])) },
        { "day in a cell", With(Table.Of("c", [new("h", 1)], [new(new DateOnly(2020, 1, 1))])) },
        { "nothing", With(Table.Of("c", [new("h", 1)], [new(Cell.Nothing)])) },
        { "a dash for nothing", With(Table.Of("c", [new("h", 1)], [new("–")])) },
    };

    [Fact]
    public void Whatever_changes_in_a_paper_changes_its_hash()
    {
        List<(string What, string Hash)> hashes = [("nothing", Plain.ContentHash), .. Changed.Select(c => (c.Data.Item1, c.Data.Item2.ContentHash))];

        Assert.Empty(hashes.GroupBy(h => h.Hash).Where(same => same.Count() > 1).Select(same => string.Join(" = ", same.Select(h => h.What))));
    }

    [Fact]
    public void A_percentage_is_the_same_with_or_without_a_zero_behind_it() =>
        Assert.Equal(With(Table.Of("c", [new("h", 1)], [new(new Percent(88m))])).ContentHash, With(Table.Of("c", [new("h", 1)], [new(new Percent(88.0m))])).ContentHash);

    [Fact]
    public void Values_read_the_same_in_every_culture()
    {
        Cell[] cells = [1_234_567, new DateOnly(2022, 6, 3), new Percent(88.5m), new Money(1_240_000_050, "USD"), new Money(4_500, "KRW", 0), Cell.Nothing];

        Assert.All(Elsewhere.Cultures, culture => Elsewhere.In(culture, () =>
        {
            Assert.Equal(["1,234,567", "2022-06-03", "88.5\u00a0%", "USD\u00a012,400,000.50", "KRW\u00a04,500", "–"], cells.Select(c => c.InWords));
            return 0;
        }));
    }

    private static Paper Plain { get; } = With(new Paragraph("Text"));

    private static Table A() => Table.Of("c", [new("h", 1)], [new("1")]);

    private static Paper With(Block block) => new("Paper", new(2022, 6, 30), DateTime.UnixEpoch, 7) { Facts = [new("Label", "Value")], Sections = [new("Heading", "Name", block)] };
}

/// <summary>Work done as if in another country.</summary>
internal static class Elsewhere
{
    public static string[] Cultures { get; } = ["tr-TR", "ar-SA", "ko-KR", "sv-SE", "fa-IR", "th-TH"];

    public static T In<T>(string culture, Func<T> work)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }
}

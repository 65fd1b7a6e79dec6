using System.Globalization;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Documents;

public class MatchingRules
{
    private static readonly Period Past = new("2021-2025", new(2021, 1, 1), new(2025, 12, 31));
    private static readonly Period Next = new("2026-2030", new(2026, 1, 1), new(2030, 12, 31));

    private static KnownItem Item(string code, string title, string? acronym = null, Kind kind = Kind.Centre, Period? period = null, params string[] others) => new(code, title, acronym, others, kind, period);

    private static Proposal Proposed(string title, string? acronym = null, Kind kind = Kind.Centre, Period? period = null, params string[] others) => new()
    {
        Paragraph = 0,
        Start = 0,
        End = 1,
        Title = title,
        Acronym = acronym,
        OtherNames = others,
        IsNamed = kind != Kind.Commitment,
        Kind = kind,
        Form = Form.None,
        Period = period,
        Nature = Nature.Deliverable,
        Area = Area.Transport,
        Pillar = Pillar.Economic,
        Speaker = "We",
        Verb = "noted",
        Strength = Strength.Acknowledged,
    };

    /// <summary>So many items that share no word with any other.</summary>
    private static IEnumerable<KnownItem> Fillers(int count = 50, Kind kind = Kind.Centre) =>
        Enumerable.Range(0, count).Select(n => Item($"FILLER-{n}", string.Create(CultureInfo.InvariantCulture, $"Q{n}x Z{n}y"), null, kind));

    private static IReadOnlyList<ItemMatch> Of(Proposal proposal, params KnownItem[] items) => new Matching([.. Fillers(), .. items]).Of(proposal);

    [Theory]
    [InlineData("ASEAN-ROK Tides Centre", "ASEAN-ROK Tides Centre")]
    [InlineData("ASEAN-ROK Tides Center", "ASEAN-ROK Tides Centre")]
    [InlineData("ASEAN-Korea Tides Centre", "ASEAN-ROK Tides Centre")]
    [InlineData("ASEAN–Republic of Korea Tides Centre", "ASEAN-ROK Tides Centre")]
    [InlineData("asean-rok TIDES centre", "ASEAN-ROK Tides Centre")]
    [InlineData("The “Tides” Centre", "Tides Centre")]
    [InlineData("Fishermen’s House", "Fishermen's House")]
    [InlineData("Hội An Lantern Centre", "Hoi An Lantern Centre")]
    [InlineData("Plus Three Ferry Program", "Plus Three Ferry Programme")]
    public void Names_are_the_same_however_they_are_written(string proposed, string title)
    {
        var match = Assert.Single(Of(Proposed(proposed), Item("IT", title)));

        Assert.Equal(("IT", MatchReason.Name, proposed, 1.0), (match.Code, match.Reason, match.Shared, match.Score));
    }

    [Theory]
    [InlineData("Promote ASEAN-ROK trade in fish", "Promote ASEAN-China trade in fish", false)]
    [InlineData("Promote trade in fish under the ASEAN-ROK Plan", "Promote ASEAN-China trade in fish", false)]
    [InlineData("Promote trade in fish with the APT", "Promote ASEAN-China trade in fish", false)]
    [InlineData("Promote ASEAN-ROK trade in fish", "Promote ASEAN-Korea and ASEAN-China trade in fish", true)]
    [InlineData("Promote ASEAN-ROK trade in fish", "Promote ASEAN-led trade in fish", true)]
    [InlineData("Promote trade in fish", "Promote ASEAN-China trade in fish", true)]
    [InlineData("Highwater-Tarn Air Services Agreement", "ASEAN-ROK Air Services Agreement", false)]
    [InlineData("High-Level Air Services Agreement", "ASEAN-ROK High-Level Air Services Agreement", true)]
    [InlineData("Start-Up Air Services Agreement", "ASEAN-ROK Startup Air Services Agreement", true)]
    [InlineData("Mekong-Korea Air Services Agreement", "Mekong-ROK Agreement on Air Services", true)]
    public void Other_partners_are_never_offered_wherever_they_stand(string proposed, string title, bool isOffered) =>
        Assert.Equal(isOffered, Of(Proposed(proposed), Item("IT", title)).Count > 0);

    [Fact]
    public void Small_words_tell_nothing_however_long_they_are() =>
        Assert.Empty(Of(Proposed("Tides through ferries including ports between further"), Item("IT", "Lanterns through kites including boats between further")));

    [Fact]
    public void Other_names_are_names()
    {
        Assert.Equal(MatchReason.Name, Assert.Single(Of(Proposed("House of Canoes"), Item("IT", "Boat Museum", others: ["House of Canoes"]))).Reason);
        Assert.Equal(MatchReason.Name, Assert.Single(Of(Proposed("House of Canoes", others: ["Boat Museum"]), Item("IT", "Boat Museum"))).Reason);
    }

    [Fact]
    public void An_acronym_written_alike_comes_before_one_in_other_case()
    {
        var matches = Of(Proposed("Canoe Centre", "TiC"), Item("A-OTHER", "Lantern House", "TIC"), Item("Z-ALIKE", "Kite House", "TiC"));

        Assert.Equal([("Z-ALIKE", MatchReason.Acronym), ("A-OTHER", MatchReason.Acronym)], matches.Select(m => (m.Code, m.Reason)));
    }

    [Fact]
    public void A_name_comes_before_an_acronym() =>
        Assert.Equal(["Z", "A"], Of(Proposed("Canoe Centre", "TIC"), Item("A", "Lantern House", "TIC"), Item("Z", "Canoe Centre")).Select(m => m.Code));

    [Fact]
    public void An_acronym_alone_is_found_as_one() =>
        Assert.Equal((MatchReason.Acronym, "TIC"), Of(Proposed("TIC"), Item("IT", "Lantern House", "TIC")).Select(m => (m.Reason, m.Shared)).Single());

    [Fact]
    public void Words_in_common_are_told()
    {
        var match = Assert.Single(Of(Proposed("Strengthen ferry safety in narrow straits", kind: Kind.Commitment), Item("IT", "Ferry safety of narrow straits", kind: Kind.Commitment)));

        Assert.Equal((MatchReason.Words, "ferry, safety, narrow, straits"), (match.Reason, match.Shared));
        Assert.InRange(match.Score, Matching.Least, 0.999);
    }

    [Fact]
    public void A_rare_word_counts_for_more_than_a_common_one()
    {
        KnownItem[] many = [.. Enumerable.Range(0, 40).Select(n => Item($"C-{n}", $"Promote b{n}k k{n}q", kind: Kind.Commitment))];

        var matches = Of(Proposed("Promote lanterns", kind: Kind.Commitment), [.. many, Item("RARE", "Repair lanterns", kind: Kind.Commitment), Item("COMMON", "Promote kites", kind: Kind.Commitment)]);

        Assert.Equal("RARE", matches[0].Code);
        Assert.DoesNotContain(matches, m => m.Code == "COMMON" && m.Score >= matches[0].Score);
    }

    [Fact]
    public void Words_that_all_have_are_no_reason() =>
        Assert.Empty(Of(Proposed("The house of the harbour"), Item("IT", "The centre of the new tides")));

    [Fact]
    public void Periods_that_differ_never_match()
    {
        KnownItem[] plans = [Item("PAST", "Plan of Action on Ports", "PAP", Kind.Plan, Past), Item("NEXT", "Plan of Action on Ports (2026-2030)", "PAP", Kind.Plan)];

        Assert.Equal(["NEXT"], Of(Proposed("Plan of Action on Ports", "PAP", Kind.Plan, Next), plans).Select(m => m.Code));
        Assert.Equal(["PAST"], Of(Proposed("Plan of Action on Ports 2021-2025", "PAP", Kind.Plan), plans).Select(m => m.Code));
        Assert.Equal(["NEXT", "PAST"], Of(Proposed("Plan of Action on Ports", "PAP", Kind.Plan), plans).Select(m => m.Code));
    }

    [Fact]
    public void Partners_that_differ_never_match()
    {
        KnownItem[] plans = [Item("ROK", "ASEAN-ROK Plan of Action", "POA", Kind.Plan), Item("CHINA", "ASEAN-China Plan of Action", "POA", Kind.Plan), Item("NOBODY", "Plan of Action", "POA", Kind.Plan)];

        Assert.Equal(["ROK", "NOBODY"], Of(Proposed("ASEAN-Korea Plan of Action", "POA", Kind.Plan), plans).Select(m => m.Code));
    }

    [Fact]
    public void What_is_done_and_what_is_named_never_match()
    {
        Assert.Empty(Of(Proposed("Lantern Centre", kind: Kind.Commitment), Item("IT", "Lantern Centre")));
        Assert.Empty(Of(Proposed("Lantern Centre"), Item("IT", "Lantern Centre", kind: Kind.Contribution)));
        Assert.Single(Of(Proposed("Lantern Centre", kind: Kind.Contribution), Item("IT", "Lantern Centre", kind: Kind.Commitment)));
    }

    [Fact]
    public void At_most_three_are_offered_always_in_the_same_order()
    {
        KnownItem[] alike = [.. Enumerable.Range(0, 9).Select(n => Item($"I-{n}", "Lantern Centre"))];

        Assert.Equal(["I-0", "I-1", "I-2"], Of(Proposed("Lantern Centre"), [.. alike.Reverse()]).Select(m => m.Code));
        Assert.Equal(["I-0", "I-1", "I-2"], Of(Proposed("Lantern Centre of Kites"), alike).Select(m => m.Code));
    }

    [Fact]
    public void A_hundred_thousand_items_are_matched_in_time()
    {
        var began = Environment.CpuUsage.TotalTime;
        var matching = new Matching(Enumerable.Range(0, 100_000).Select(n => Item($"I-{n}", $"ASEAN-ROK Plan {n} on ferry safety in harbour {n % 977}", $"P{n}", Kind.Plan)));
        for (var n = 0; n < 300; n++)
        {
            Assert.Equal($"I-{n}", matching.Of(Proposed($"ASEAN-Korea Plan {n} on ferry safety in harbour {n % 977}", kind: Kind.Plan))[0].Code);
            matching.Of(Proposed($"Plan on ferry safety in harbour {n % 977} of kites", kind: Kind.Plan));
        }

        var took = Environment.CpuUsage.TotalTime - began;
        Assert.True(took < TimeSpan.FromSeconds(60), $"It took {took}.");
    }
}

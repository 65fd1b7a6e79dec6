using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Documents;

/// <summary>Whatever a text says, reading it ends: the whole way from its characters to the proposals is gone.</summary>
public class HostileDocuments
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static string Often(string words, int characters) => string.Concat(Enumerable.Repeat(words, characters / words.Length));

    private static IReadOnlyList<Proposal> Propose(string text) =>
        ProposalReading.Read([.. PartEdits.Numbered(TextReading.Read(text)).Select(p => p.Text!)], new(2031, 5, 3));

    private static async Task EndsAsync(Func<IReadOnlyList<Proposal>> read)
    {
        var reading = Task.Factory.StartNew(read, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        foreach (var proposal in await reading.WaitAsync(Limit, TestContext.Current.CancellationToken))
        {
            Assert.InRange(proposal.Title.Length, 1, 300);
        }
    }

    /// <summary>What each is made of, as a function of its length.</summary>
    private static readonly (string Name, Func<int, string> Text)[] Texts =
    [
        ("actions of actions", n => $"1. We agreed to {Often("strengthen to ", n)}x.\n\n2. We parted."),
        ("asked over wide spaces", n => $"1. We urged {Often("A" + new string('\u2003', 60), n)}to strengthen ports.\n\n2. We parted."),
        ("asked without end", n => $"1. We urged {Often("A of ", n)}.\n\n2. We parted."),
        ("proposers without end", n => $"1. We agreed to strengthen {Often("A ", n)}as proposed by us.\n\n2. We parted."),
        ("a proposer of many names", n => $"1. We noted the proposal to strengthen {Often("Aa Centre ", n)}.\n\n2. We parted."),
        ("capitals without end", n => $"1. We noted the proposal to strengthen {new string('W', n)} ports.\n\n2. We parted."),
        ("articles without end", n => $"1. We noted {Often("the ", n)}ASEAN-ROK Tides Centre.\n\n2. We parted."),
        ("bullets outside", n => Often("• a\n\n", n) + "We agreed to strengthen ferry safety in the harbours."),
        ("bullets within", n => "We agreed to strengthen ferry safety in all of the harbours:\n\n" + Often("• a\n\n", n) + "We agreed to strengthen ferry safety in the harbours."),
        ("digits after a stop", n => "1. We met.\n\n" + Often("a.1111111111111111111111x\n", n) + "\n2. We parted."),
        ("dashes", n => $"1. We noted a{Often("-", n)}b.\n\n2. We parted."),
        ("sentences", n => $"1. {Often("We agreed to strengthen ferry safety. ", n)}\n\n2. We parted."),
        ("one sentence of verbs", n => $"1. We {Often("agreed to strengthen ports, and ", n)}parted.\n\n2. We parted."),
        ("names with relations", n => $"1. We noted {Often("under the A Fund ", n)}.\n\n2. We parted."),
        ("open brackets", n => $"1. We noted {Often("(a and strengthen ", n)}.\n\n2. We parted."),
        ("short forms", n => $"1. We noted {Often("a b (AB) ", n)}.\n\n2. We parted."),
        ("letters between marks", n => $"1. We noted {Often("Aa–Bb’s ", n)}.\n\n2. We parted."),
        ("lines of a plan", n => "1. We agreed to:\n" + Often("(a) strengthen ports;\n", n) + "\n2. We parted."),
    ];

    public static TheoryData<string, int> All => [.. from text in Texts from length in new[] { 130_000, 1_000_000 } select (text.Name, length)];

    [Theory]
    [MemberData(nameof(All))]
    public Task A_text_is_proposed_in_time(string name, int length) => EndsAsync(() => Propose(Texts.Single(t => t.Name == name).Text(length)));

    [Theory]
    [InlineData("We noted ")]
    [InlineData("We agreed to strengthen ")]
    public async Task A_word_longer_than_a_title_is_cut_between_characters(string before)
    {
        var ships = string.Concat(Enumerable.Repeat("\U0001F6A2", 200));
        foreach (var word in new[] { new string('a', 301), new string('a', 5000), $"https://{new string('x', 400)}", $"a{ships}", ships + "aaaaaaaaaaaa" })
        {
            await EndsAsync(() => ProposalReading.Read([$"{before}{word}."], new(2031, 5, 3)));
            Assert.All(ProposalReading.Read([$"{before}{word} seas."], new(2031, 5, 3)), p => Assert.False(char.IsHighSurrogate(p.Title[^1])));
        }
    }

    [Theory]
    [InlineData("We gave USD ๕ million in ๒๐๓๑.")]
    [InlineData("๑. We met.")]
    [InlineData("We gave USD 1,000,000,000,000,000,000,000,000,000,000 to ports.")]
    [InlineData("We gave USD 100,000,000,000,000,000 trillion to ports.")]
    [InlineData("We gave USD 999,999,999,999 trillion to ports.")]
    [InlineData("We agreed to strengthen ports within ๑๐ years, by 31 ๕ May 2031, by the end of ๒๐๓๑.")]
    [InlineData("We welcomed the ASEAN-ROK Plan of Action (๒๐๓๑-๒๐๓๕).")]
    public void Numbers_of_other_scripts_and_of_no_size_are_only_words(string text)
    {
        Propose($"1. {text}\n\n2. {text}");
        Propose($"{text}\n\n{text}");
        Assert.Empty(FactReading.Sums(text));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9999)]
    public void A_document_of_the_first_or_the_last_year_has_years_around_it(int year)
    {
        foreach (var words in new[] { "last year", "next year", "by the end of next year", "within ten years", "within 9 months", "early next year", "late next year" })
        {
            FactReading.Dates($"We met {words}.", new(year, year == 1 ? 1 : 12, 31));
        }
    }
}

using System.Diagnostics;
using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

public class TextReadingRules
{
    private static readonly string[] Sentences =
    [
        "We welcomed the launch of the Ports Forum.", "Ministers noted the study on ferries.", "We agreed to open a centre for tides.",
        "The Chair encouraged the members to report in May.", "We looked forward to the next meeting.",
    ];

    private static string[] Paragraphs(string text) => [.. TextReading.Read(text).Where(p => p.Kind == PartKind.Paragraph).Select(p => $"{p.Number}: {p.Words}")];

    private static string[] Expected(int first = 1) => [.. Sentences.Select((s, n) => $"{n + first}: {s}")];

    private static string Written(Func<int, string> number, string between = "\n\n") => string.Join(between, Sentences.Select((s, n) => number(n + 1) + s));

    public static TheoryData<string, string> Numberings => new()
    {
        { "a full stop", Written(n => $"{n}. ") },
        { "no full stop", Written(n => $"{n} ") },
        { "a comma", Written(n => $"{n}, ") },
        { "a bracket", Written(n => $"{n}) ") },
        { "two brackets", Written(n => $"({n}) ") },
        { "glued to the word", Written(n => $"{n}.") },
        { "glued without a full stop", Written(n => $"{n}") },
        { "a no-break space", Written(n => $"{n}.\u00a0") },
        { "a tab", Written(n => $"{n}.\t") },
        { "no blank lines", Written(n => $"{n}. ", "\n") },
        { "blank lines of spaces", Written(n => $"{n}. ", "\n \u00a0 \n") },
        { "line ends of another system", Written(n => $"{n}. ", "\r\n\r\n") },
        { "the number on a line of its own", Written(n => $"{n}.\n\n") },
        { "1 everywhere", Written(_ => "1. ") },
        { "one in the middle of a block", Written(n => n is 3 ? "3. " : $"{n}. ").Replace("\n\n3.", " 3.", StringComparison.Ordinal) },
        { "several in one block", Written(n => $"{n}. ", " ") },
    };

    [Theory]
    [MemberData(nameof(Numberings))]
    public void Paragraphs_are_found_by_their_numbers(string how, string text) => Assert.Equal((how, Expected()), (how, Paragraphs(text)), (a, b) => a.Item2.SequenceEqual(b.Item2));

    [Fact]
    public void Head_and_tail_are_left_out()
    {
        var text = $"""
            Home | News | Đăng nhập
            CHAIR’S STATEMENT OF THE 4TH TIDAL FORUM
            Port Vale, 3 May 2031

            {Written(n => $"{n}. ")}

            - - -
            Attachment: statement-final.pdf
            © 2031 Secretariat of the Forum
            Telephone: +99 12 345
            """;

        Assert.Equal(Expected(), Paragraphs(text));
        Assert.All(TextReading.Read(text).Where(p => p.Kind == PartKind.Outside), p => Assert.DoesNotContain("welcomed", p.Words, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_broken_at_the_width_of_a_page_are_put_together_over_headers_and_page_numbers()
    {
        const string Text = """
            Tidal Forum – Final

            1. We welcomed the launch of the Ports Forum and the
            12 members that joined it
            in May.

            2. Ministers noted the study on

            Page 1 of 3
            Tidal Forum – Final

            ferries, its annex (3 volumes) and the work of
            (5) years that went before.

            Page 2 of 3
            Tidal Forum – Final

            3. We agreed to open a centre for tides on
            12 November 2031 in Port Vale.

            Page 3 of 3
            """;

        Assert.Equal(
            [
                "1: We welcomed the launch of the Ports Forum and the 12 members that joined it in May.",
                "2: Ministers noted the study on ferries, its annex (3 volumes) and the work of (5) years that went before.",
                "3: We agreed to open a centre for tides on 12 November 2031 in Port Vale.",
            ],
            Paragraphs(Text));
    }

    [Fact]
    public void A_sentence_goes_on_over_a_blank_line()
    {
        const string Text = "1. We welcomed the plan for the next five\n\n(5) years. We\n\nreaffirmed our support.\n\n2. We noted the study.";

        Assert.Equal(["1: We welcomed the plan for the next five (5) years. We reaffirmed our support.", "2: We noted the study."], Paragraphs(Text));
    }

    [Fact]
    public void What_is_no_end_of_a_sentence_begins_no_paragraph()
    {
        const string Text = "1. We thanked H.E. 2 Ministers of the U.S. and read No. 3 Report of 2030.\n\n2. We noted the study.\n\n3. We parted.";

        Assert.Equal(["1: We thanked H.E. 2 Ministers of the U.S. and read No. 3 Report of 2030.", "2: We noted the study.", "3: We parted."], Paragraphs(Text));
    }

    [Fact]
    public void Lists_stay_in_their_paragraph_line_by_line()
    {
        const string Text = "1. We agreed to:\n• open a centre;\n• write a plan, and\n• meet again.\n\n2. We noted:\n(a) the study;\n(b) the fund.";

        Assert.Equal(["1: We agreed to:\n• open a centre;\n• write a plan, and\n• meet again.", "2: We noted:\n(a) the study;\n(b) the fund."], Paragraphs(Text));
    }

    [Fact]
    public void Headings_are_no_part_of_the_paragraph_before_them()
    {
        const string Text = "POLITICAL COOPERATION\n\n1. We welcomed the forum.\n\nEconomic Cooperation\n\n2. We noted the study.\n\nThe Way Ahead\n\n3. We parted.";

        Assert.Equal(["1: We welcomed the forum.", "2: We noted the study.", "3: We parted."], Paragraphs(Text));
        Assert.Equal(["Economic Cooperation", "The Way Ahead"], TextReading.Read(Text).Where(p => p.Kind == PartKind.Heading).Select(p => p.Words));
    }

    [Fact]
    public void Numbers_that_begin_anew_under_headings_are_kept()
    {
        const string Text = "Part One\n\n1. We welcomed the forum.\n\n2. We noted the study.\n\nPart Two\n\n1. We agreed on a fund.\n\n2. We thanked the host.\n\n3. We parted.";

        Assert.Equal(
            ["1: We welcomed the forum.", "2: We noted the study.", "1: We agreed on a fund.", "2: We thanked the host.", "3: We parted."],
            Paragraphs(Text));
    }

    [Fact]
    public void An_annexed_plan_has_numbers_of_its_own()
    {
        const string Text = "1. We adopted the plan in the annex.\n\n2. We parted.\n\nANNEX: PLAN OF WORK\n\n1. Political cooperation\n\n1.1. Hold talks each year.\n\n1.1.1. Invite the ports.\n\n1.2. Share charts.\n\n2. Economic cooperation\n\n2.1. Open a market.";

        Assert.Equal(["1", "2", "1", "1.1", "1.1.1", "1.2", "2", "2.1"], TextReading.Read(Text).Where(p => p.Kind == PartKind.Paragraph).Select(p => p.Number));
    }

    [Fact]
    public void Without_numbers_each_block_of_sentences_is_a_paragraph()
    {
        const string Text = "JOINT STATEMENT\n\nPort Vale, 3 May 2031\n\nWe, the Leaders, welcomed the launch of the forum today.\n\nOn Trade\n\nWe agreed to open a market for charts and maps.\n\nWe thanked the host for all that she did.\n\nSecretariat";

        var parts = TextReading.Read(Text);

        Assert.Equal(3, parts.Count(p => p.Kind == PartKind.Paragraph));
        Assert.Equal("On Trade", Assert.Single(parts, p => p.Kind == PartKind.Heading).Words);
        Assert.Equal(["JOINT STATEMENT", "Port Vale, 3 May 2031", "Secretariat"], parts.Where(p => p.Kind == PartKind.Outside).Select(p => p.Words));
    }

    [Fact]
    public void What_only_the_layout_needed_is_gone_and_every_other_character_stays()
    {
        Assert.Equal("1: We con\ufb01rmed co-operation – 협력, hợp tác.".Replace("\ufb01", "fi", StringComparison.Ordinal), Paragraphs("1. We con\ufb01rmed\u00a0co-oper\u00adation – 협력, hợp tác.\n\n2. We parted.")[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\u00a0\n")]
    public void An_empty_text_is_refused(string text) => Assert.Equal("text.empty", Assert.Throws<RefusedException>(() => TextReading.Read(text)).Refusals[0].Rule);

    [Fact]
    public void A_text_that_is_too_long_is_refused() =>
        Assert.Equal("text.too-long", Assert.Throws<RefusedException>(() => TextReading.Read(new string('a', TextReading.MostCharacters + 1))).Refusals[0].Rule);

    [Fact]
    public void Hostile_texts_are_read_in_time()
    {
        var random = new Random(7);
        string[] hostile =
        [
            new('1', 100_000), string.Concat(Enumerable.Repeat("1. ", 40_000)), string.Concat(Enumerable.Repeat("1.\n", 40_000)), string.Concat(Enumerable.Range(1, 30_000).Select(n => $"{n}. A.\n")),
            new('.', 200_000), new('(', 200_000), string.Concat(Enumerable.Repeat("1.1.1.1 A\n", 20_000)), string.Concat(Enumerable.Repeat("\u202e\ud800 1. A\n", 10_000)),
            string.Concat(Enumerable.Range(0, 200_000).Select(_ => (char)random.Next(0xffff))), new(' ', 500_000), string.Concat(Enumerable.Repeat("a.b ", 50_000)),
            string.Concat(Enumerable.Repeat("a\n", TextReading.MostCharacters / 8)), string.Concat(Enumerable.Repeat("- a\n", TextReading.MostCharacters / 16)),
            string.Concat(Enumerable.Repeat("1. A. ", TextReading.MostCharacters / 24)), string.Concat(Enumerable.Repeat("U. ", TextReading.MostCharacters / 12)),
            string.Concat(Enumerable.Repeat("A of B and ", TextReading.MostCharacters / 44)), string.Concat(Enumerable.Repeat("We noted and ", TextReading.MostCharacters / 52)),
        ];

        foreach (var (n, text) in hostile.Index())
        {
            var watch = Stopwatch.StartNew();
            try
            {
                foreach (var part in TextReading.Read(text))
                {
                    Assert.NotEqual("", part.Words);
                    SentenceReading.Read(part.Words);
                    NameReading.Names(part.Words);
                    FactReading.Sums(part.Words);
                    FactReading.Dates(part.Words, new(2031, 5, 3));
                }
            }
            catch (RefusedException)
            {
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"Text {n} took {watch.Elapsed}.");
        }
    }
}

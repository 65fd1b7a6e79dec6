using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

public class PartEditRules
{
    private static readonly TextPart[] Parts =
    [
        new(PartKind.Heading, null, "ON THE SEA", 1),
        new(PartKind.Paragraph, "1", "We noted the tides. 2. We noted the ferries.", 2),
        new(PartKind.Paragraph, "3", "We parted.", 4),
    ];

    private static readonly PartEdit Split = new(PartEditKind.Split, 1, At: 20);

    private static string[] After(params PartEdit[] edits) => [.. PartEdits.Apply(Parts, edits).Select(p => $"{p.Kind} {p.Number}: {p.Words}")];

    private static string RuleOf(params PartEdit[] edits) => Assert.Single(Assert.Throws<RefusedException>(() => PartEdits.Apply(Parts, edits)).Refusals).Rule;

    [Fact]
    public void A_second_half_with_a_number_of_its_own_keeps_it() =>
        Assert.Equal(["Heading : ON THE SEA", "Paragraph 1: We noted the tides.", "Paragraph 2: We noted the ferries.", "Paragraph 3: We parted."], After(Split));

    [Fact]
    public void A_second_half_without_a_number_has_none() =>
        Assert.Equal(["Paragraph 3: We", "Paragraph : parted."], After(new PartEdit(PartEditKind.Split, 2, At: 2))[2..]);

    [Fact]
    public void A_part_goes_on_in_the_one_before_it() =>
        Assert.Equal(["Heading : ON THE SEA", "Paragraph 1: We noted the tides. 2. We noted the ferries. We parted."], After(new PartEdit(PartEditKind.Join, 2)));

    [Theory]
    [InlineData("9", "We met in May. 10 Ministers attended.", "10", "10", "Ministers attended.")]
    [InlineData("1", "We met in May. 10 Ministers attended.", "10", null, "10 Ministers attended.")]
    [InlineData("1", "We met in May. 10. Ministers attended.", "10", "10", "Ministers attended.")]
    [InlineData("1.2", "We met in May. 1.3 Ministers attended.", "1.3", "1.3", "Ministers attended.")]
    [InlineData("2.2", "We met in May. 1.3 Ministers attended.", "1.3", null, "1.3 Ministers attended.")]
    [InlineData("1", "We met on 2. May 2031 and 3 June.", "2.", null, "2. May 2031 and 3 June.")]
    [InlineData("1", "We gave 2 million to ports.", "2", null, "2 million to ports.")]
    [InlineData(null, "We agreed to:\n(a) meet;\n2 Ministers spoke.", "2", null, "2 Ministers spoke.")]
    [InlineData("1", "We met,  and\nparted.  ", "and", null, "and\nparted.  ")]
    public void What_is_split_and_joined_again_is_as_it_was(string? number, string words, string from, string? secondNumber, string second)
    {
        TextPart[] parts = [new(PartKind.Paragraph, number, words, 1)];
        var split = new PartEdit(PartEditKind.Split, 0, At: words.IndexOf(from, StringComparison.Ordinal));

        Assert.Equal((secondNumber, second), PartEdits.Apply(parts, [split])[1] is var part ? (part.Number, part.Words) : default);
        Assert.Equal(parts, PartEdits.Apply(parts, [split, new(PartEditKind.Join, 1)]));
    }

    [Fact]
    public void A_number_that_was_read_is_there_again_once_its_paragraph_is_joined()
    {
        var parts = TextReading.Read("1. We met in May.\n\n2. We welcomed\n\n3. Ministers of the ports.\n\n4. We parted.");

        Assert.Equal("We welcomed 3. Ministers of the ports.", PartEdits.Apply(parts, [new(PartEditKind.Join, 2)])[1].Words);
    }

    [Theory]
    [InlineData(" 7 ", "7")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_part_gets_another_number_or_none(string? number, string then) =>
        Assert.Equal($"Paragraph {then}: We parted.", After(new PartEdit(PartEditKind.Renumber, 2, Number: number))[2]);

    [Fact]
    public void A_part_is_marked_as_what_it_is()
    {
        Assert.Equal("Heading 3: We parted.", After(new PartEdit(PartEditKind.Mark, 2, As: PartKind.Heading))[2]);
        Assert.Equal(2, PartEdits.Numbered(PartEdits.Apply(Parts, [Split, new(PartEditKind.Mark, 1, As: PartKind.Heading)])).Count);
    }

    [Fact]
    public void Edits_count_the_parts_as_they_are_then_and_the_last_can_be_left_out()
    {
        PartEdit[] edits = [Split, new(PartEditKind.Renumber, 3, Number: "9"), new(PartEditKind.Join, 2)];

        Assert.Equal(["Heading : ON THE SEA", "Paragraph 1: We noted the tides. 2. We noted the ferries.", "Paragraph 9: We parted."], After(edits));
        Assert.Equal(["Heading : ON THE SEA", "Paragraph 1: We noted the tides.", "Paragraph 2: We noted the ferries.", "Paragraph 9: We parted."], After(edits[..^1]));
        Assert.Equal(After(), After(edits[..^3]));
        Assert.Equal("We parted.", Parts[2].Words);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void There_is_no_such_part(int part) => Assert.Equal("incoming.part", RuleOf(new PartEdit(PartEditKind.Mark, part, As: PartKind.Heading)));

    [Theory]
    [InlineData(null)]
    [InlineData(-4)]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(int.MaxValue)]
    public void Nothing_is_split_at_its_ends(int? at) => Assert.Equal("incoming.split", RuleOf(new PartEdit(PartEditKind.Split, 2, At: at)));

    [Fact]
    public void No_character_is_split() =>
        Assert.Equal("incoming.split", Assert.Single(Assert.Throws<RefusedException>(() => PartEdits.Apply([new(PartKind.Paragraph, "1", "A \U0001F6A2 B", 1)], [new(PartEditKind.Split, 0, At: 3)])).Refusals).Rule);

    [Fact]
    public void The_first_part_is_joined_with_nothing() => Assert.Equal("incoming.join", RuleOf(new PartEdit(PartEditKind.Join, 0)));

    [Theory]
    [InlineData("123456789012345678901")]
    [InlineData("1\u0000")]
    public void A_number_is_short_and_can_be_read(string number) => Assert.Equal("incoming.number", RuleOf(new PartEdit(PartEditKind.Renumber, 1, Number: number)));

    [Fact]
    public void What_is_no_edit_is_refused()
    {
        Assert.Equal("incoming.part", RuleOf(new PartEdit(PartEditKind.Mark, 1)));
        Assert.Equal("incoming.part", RuleOf(new PartEdit(PartEditKind.Mark, 1, As: (PartKind)99)));
        Assert.Equal("incoming.part", RuleOf(new PartEdit((PartEditKind)99, 1)));
        Assert.Equal("incoming.edits", RuleOf([.. Enumerable.Repeat(new PartEdit(PartEditKind.Renumber, 1, Number: "4"), PartEdits.Most + 1)]));
    }

    public static TheoryData<string, string?[], string[]> Numberings => new()
    {
        { "their own", ["4", "5", "9"], ["4:", "5:", "9:"] },
        { "out of order", ["9", "4"], ["9:", "4:"] },
        { "restarting", ["1", "2", "1"], ["1:1", "2:2", "3:1"] },
        { "of a plan", ["1.1", "1.2.3"], ["1:1.1", "2:1.2.3"] },
        { "none", [null, null], ["1:", "2:"] },
        { "one has none", ["4", null], ["1:4", "2:"] },
        { "too large for a number", ["99999999999", "2"], ["1:99999999999", "2:2"] },
    };

    [Theory]
    [MemberData(nameof(Numberings))]
    public void Paragraphs_keep_numbers_of_their_own_and_are_counted_otherwise(string how, string?[] numbers, string[] expected)
    {
        var paragraphs = PartEdits.Numbered([.. numbers.Select(n => new TextPart(PartKind.Paragraph, n, "We met.", 1)), new(PartKind.Heading, "1", "ON THE SEA", 9)]);

        Assert.Equal((how, string.Join(' ', expected)), (how, string.Join(' ', paragraphs.Select(p => $"{p.Number}:{p.Label}"))));
        Assert.All(paragraphs, p => Assert.Equal(("We met.", ""), (p.Text, p.Gist)));
    }
}

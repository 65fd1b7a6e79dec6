using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

public class SentenceReadingRules
{
    private static string[] Said(string paragraph) => [.. SentenceReading.Read(paragraph).Select(u => $"{u.Speaker} | {u.Verb} | {u.Strength} | {u.Words}")];

    [Theory]
    [InlineData("We agreed to open a centre.", "agreed to", Strength.Agreed)]
    [InlineData("We agreed on the need to meet.", "agreed on the need", Strength.Agreed)]
    [InlineData("We reaffirmed our commitment to peace.", "reaffirmed our commitment", Strength.Committed)]
    [InlineData("We reaffirmed our strong commitment to peace.", "reaffirmed our strong commitment", Strength.Committed)]
    [InlineData("We reaffirmed the importance of peace.", "reaffirmed the importance", Strength.Acknowledged)]
    [InlineData("We would continue our talks.", "would continue", Strength.Committed)]
    [InlineData("We also warmly welcomed the fund.", "welcomed", Strength.Supported)]
    [InlineData("We noted the fund.", "noted", Strength.Acknowledged)]
    [InlineData("We noted with appreciation the fund.", "noted with appreciation", Strength.Supported)]
    [InlineData("We were pleased to note the fund.", "were pleased to note", Strength.Supported)]
    [InlineData("We called on the ports to open.", "called on", Strength.Encouraged)]
    [InlineData("We reaffirm our commitment to peace.", "reaffirm our commitment", Strength.Committed)]
    public void A_verb_has_its_strength(string sentence, string verb, Strength strength)
    {
        var said = Assert.Single(SentenceReading.Read(sentence));

        Assert.Equal(("We", verb, strength), (said.Speaker, said.Verb, said.Strength));
    }

    [Theory]
    [InlineData("The Ministers of the Ports noted the fund.", "The Ministers of the Ports")]
    [InlineData("ASEAN Leaders noted the fund.", "ASEAN Leaders")]
    [InlineData("Both sides noted the fund.", "Both sides")]
    [InlineData("In this regard, the Republic of Korea (ROK) noted the fund.", "the Republic of Korea (ROK)")]
    [InlineData("On the ports of the region, we noted the fund.", "we")]
    public void The_speaker_is_who_the_sentence_names(string sentence, string speaker) => Assert.Equal(speaker, Assert.Single(SentenceReading.Read(sentence)).Speaker);

    [Fact]
    public void Several_verbs_of_a_sentence_are_several_utterances_of_the_same_speaker() => Assert.Equal(
        [
            "We | noted | Acknowledged | the study on ferries",
            "We | welcomed | Supported | the fund,",
            "The Ports | encouraged | Encouraged | the members to report.",
        ],
        Said("We noted the study on ferries and welcomed the fund, while The Ports encouraged the members to report."));

    [Fact]
    public void An_infinitive_and_a_participle_are_no_verbs_of_the_speaker() => Assert.Equal(
        ["We | welcomed | Supported | the plan to open ports and support ferries, and the vision for Ports and Ferries adopted at the summit, adopted at Port Vale."],
        Said("We welcomed the plan to open ports and support ferries, and the vision for Ports and Ferries adopted at the summit, adopted at Port Vale."));

    [Theory]
    [InlineData("We encouraged the Port Authority to open.", "the Port Authority")]
    [InlineData("We urged all parties concerned to meet.", "all parties concerned")]
    [InlineData("We encouraged more projects.", null)]
    [InlineData("We welcomed the Port Authority to the forum.", null)]
    public void Who_is_asked_is_named(string sentence, string? addressee) => Assert.Equal(addressee, Assert.Single(SentenceReading.Read(sentence)).Addressee);

    [Fact]
    public void A_sentence_in_which_nobody_speaks_is_kept() => Assert.Equal([" |  | Acknowledged | Trade reached USD 5 billion."], Said("Trade reached USD 5 billion."));

    [Fact]
    public void Abbreviations_end_no_sentence()
    {
        const string Paragraph = "The Meeting was chaired by H.E. Ann Low of the U.S. The Chair (cf. No. 3) thanked her. “We part.” They left.";

        Assert.Equal(
            ["The Meeting was chaired by H.E. Ann Low of the U.S. The Chair (cf. No. 3) thanked her.", "“We part.”", "They left."],
            SentenceReading.Sentences(Paragraph).Select(s => Paragraph[s.Start..s.End]));
    }

    [Fact]
    public void A_line_that_ends_with_a_sentence_ends_one_only()
    {
        const string Paragraph = "We noted:\n- the study.\n- the fund.";

        Assert.Equal(["We noted:", "- the study.", "- the fund."], SentenceReading.Sentences(Paragraph).Select(s => Paragraph[s.Start..s.End]));
        Assert.Equal(3, SentenceReading.Read(Paragraph).Count);
    }

    [Fact]
    public void An_utterance_says_where_it_stands()
    {
        const string Paragraph = "It was held in May. We noted the study and welcomed the fund.";

        Assert.Equal(["It was held in May.", "noted the study", "welcomed the fund."], SentenceReading.Read(Paragraph).Select(u => Paragraph[u.Start..u.End].Trim()));
    }

    [Theory]
    [InlineData("We noted the fund.\nWe noted the plan.", 2)]
    [InlineData("We noted the fund. \n\nWe noted the plan.\n", 2)]
    [InlineData("\n\n", 0)]
    public void An_empty_line_is_no_sentence(string paragraph, int sentences) =>
        Assert.Equal(sentences, SentenceReading.Read(paragraph).Count);
}

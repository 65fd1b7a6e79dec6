using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Documents;

/// <summary>What is easily taken for something else.</summary>
public class ProposalCases
{
    private static IReadOnlyList<Proposal> Read(params string[] paragraphs) => ProposalReading.Read(paragraphs, new(2031, 5, 3));

    [Theory]
    [InlineData("We welcomed the implementation of the ASEAN-ROK Plan of Action (2016-2020) and the adoption of the ASEAN-ROK Plan of Action (2021-2025).")]
    [InlineData("We welcomed the implementation of the ASEAN-ROK Plan of Action (2016-2020). We adopted the ASEAN-ROK Plan of Action (2021-2025).")]
    public void Two_periods_of_a_plan_are_two_plans(string words)
    {
        var plans = Read(words).Where(p => p.IsNamed).ToList();

        Assert.Equal(["2016-2020", "2021-2025"], plans.Select(p => p.Period!.Text));
        Assert.Equal(["ASEAN-ROK Plan of Action (2016-2020)", "ASEAN-ROK Plan of Action (2021-2025)"], plans.Select(p => Assert.Single(p.OtherNames)));
        Assert.Equal(2, plans.Select(p => p.Key).Distinct().Count());
    }

    [Fact]
    public void A_short_form_that_is_explained_anew_is_the_new_name()
    {
        var named = Read("We welcomed the ASEAN-ROK Tides Centre (TC).", "We commended the ASEAN-ROK Trade Council (TC).", "We noted the TC.").Where(p => p.IsNamed).ToList();

        Assert.Equal(["ASEAN-ROK Tides Centre", "ASEAN-ROK Trade Council", "ASEAN-ROK Trade Council"], named.Select(p => p.Title));
    }

    [Theory]
    [InlineData("ASEAN-Korea Tides Centre")]
    [InlineData("Tides Centre")]
    [InlineData("ASEAN ROK Tides Centre")]
    public void A_short_form_beside_the_same_name_in_other_words_is_the_same(string again) =>
        Assert.Equal(["ASEAN-ROK Tides Centre", "ASEAN-ROK Tides Centre"], Read("We welcomed the ASEAN-ROK Tides Centre (TC).", $"We commended the {again} (TC).").Where(p => p.IsNamed).Select(p => p.Title));

    [Fact]
    public void Who_leads_to_a_list_speaks_to_its_end_and_no_further()
    {
        var proposals = Read("The Ministers agreed to:\n(a) strengthen ferry safety;\npromote trade in fish.\nThe meeting was held in Port Vale.\n(c) strengthen harbours.");

        Assert.Equal([("Strengthen ferry safety", "agreed to"), ("Promote trade in fish", "agreed to"), ("Strengthen harbours", "")], proposals.Select(p => (p.Title, p.Verb)));
    }

    [Fact]
    public void Whoever_is_asked_before_a_list_is_asked_for_all_that_it_holds()
    {
        var proposals = Read("We tasked the Port Ministers to:\n(a) complete the joint study on tides;\n(b) strengthen ferry safety with the Port Ministers of the ROK.");

        Assert.Equal([("Joint study on tides", "the Port Ministers"), ("Strengthen ferry safety with the Port Ministers of the ROK", "the Port Ministers")], proposals.Select(p => (p.Title, p.Addressee)));
    }

    [Theory]
    [InlineData("We agreed to strengthen the safety of the proposed ferry line.", Nature.Continuing)]
    [InlineData("We welcomed the proposed ASEAN-ROK Tides Forum.", Nature.Continuing)]
    [InlineData("We noted the ROK’s proposal on calmer seas.", Nature.Proposal)]
    [InlineData("The ROK proposes strengthening ferry safety.", Nature.Proposal)]
    [InlineData("We propose strengthening ferry safety.", Nature.Proposal)]
    [InlineData("We noted the ROK’s proposals on calm seas, including quiet harbours.", Nature.Proposal)]
    public void Only_what_somebody_proposes_is_a_proposal(string sentence, Nature nature)
    {
        var proposals = Read(sentence);

        Assert.NotEmpty(proposals);
        Assert.All(proposals, p => Assert.Equal((nature, nature == Nature.Proposal), (p.Nature, p.Proposer is not null)));
    }

    [Fact]
    public void A_sentence_without_end_is_read_in_parts()
    {
        var words = string.Concat(Enumerable.Repeat("ferry safety and calm seas ", 400));
        var sentences = SentenceReading.Sentences($"We agreed to strengthen {words}. We parted.");

        Assert.All(sentences, s => Assert.InRange(s.End - s.Start, 1, SentenceReading.LongestSentence));
        Assert.Equal(4, sentences.Count);
        Assert.Equal(words.Replace(" ", "", StringComparison.Ordinal).Length + "Weagreedtostrengthen.Weparted.".Length, sentences.Sum(s => $"We agreed to strengthen {words}. We parted."[s.Start..s.End].Replace(" ", "", StringComparison.Ordinal).Length));
    }
}

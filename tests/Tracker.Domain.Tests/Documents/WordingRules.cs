using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

/// <summary>Which words of a paragraph are a mention's.</summary>
public sealed class WordingRules
{
    private const string Paragraph =
        "We welcomed the opening of the Ports Centre (PC). The ROK noted the work on tides. We welcomed the study on a Tides Centre.\nWe looked forward to the Harbours Fund.";

    private static QuotedWords Of(string verb, string speaker = "We", string title = "Anything", string? acronym = null, string paragraph = Paragraph) =>
        new Wording(paragraph).Of(new("ANY", 1, speaker, verb, Strength.Supported), title, acronym);

    [Fact]
    public void They_are_the_sentence_in_which_its_speaker_does_what_its_verb_says()
    {
        Assert.Equal(new("We looked forward to the Harbours Fund.", false), Of("looked forward to"));
        Assert.Equal(new("The ROK noted the work on tides.", false), Of("noted", "ROK"));
        Assert.Equal(new("The ROK noted the work on tides.", false), Of("Noted", "the ROK"));
    }

    [Fact]
    public void Of_several_sentences_those_that_name_the_item()
    {
        Assert.Equal(new("We welcomed the opening of the Ports Centre (PC).", false), Of("welcomed", title: "Centre for Tides", acronym: "PC"));
        Assert.Equal(new("We welcomed the study on a Tides Centre.", false), Of("welcomed", title: "Centre for tides research"));
    }

    [Fact]
    public void An_acronym_is_a_word_of_its_own() =>
        Assert.Equal(new("We welcomed PC.", false), Of("welcomed", acronym: "PC", paragraph: "We welcomed the OPCW. We welcomed PC."));

    [Fact]
    public void Where_none_of_several_names_it_they_are_all_of_them() =>
        Assert.Equal(new("We welcomed the opening of the Ports Centre (PC). … We welcomed the study on a Tides Centre.", false), Of("welcomed", title: "Railway"));

    [Fact]
    public void Sentences_that_follow_each_other_stand_as_in_the_text() =>
        Assert.Equal(new("We noted ports.  We noted tides.", false), Of("noted", paragraph: "We noted ports.  We noted tides. They left."));

    [Fact]
    public void Of_a_list_they_are_the_item_and_what_leads_to_it()
    {
        const string List = "We met. The Ministers agreed to:\n(a) strengthen ferry safety;\n(b) establish a centre for tides;\n(c) open a Ports Centre (PC).\nThey parted.";

        Assert.Equal(new("The Ministers agreed to: … (b) establish a centre for tides;", false), Of("agreed to", "The Ministers", "Centre for tides", paragraph: List));
        Assert.Equal(new("The Ministers agreed to:\n(a) strengthen ferry safety;", false), Of("agreed to", "The Ministers", "Strengthen ferry safety", paragraph: List));
        Assert.Equal(new("The Ministers agreed to: … (c) open a Ports Centre (PC).", false), Of("agreed to", "The Ministers", "Harbours", "PC", paragraph: List));
    }

    [Fact]
    public void A_paragraph_of_very_many_sentences_is_told_in_time()
    {
        var paragraph = string.Concat(Enumerable.Repeat("We welcomed the ports. ", 40_000));
        var began = Environment.CpuUsage.TotalTime;

        Assert.False(Of("welcomed", title: "Ports", paragraph: paragraph).IsWhole);

        Assert.True(Environment.CpuUsage.TotalTime - began < TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("urged", "We")]
    [InlineData("welcomed", "They")]
    [InlineData("", "We")]
    [InlineData("", "")]
    public void Without_such_a_sentence_they_are_the_whole_paragraph(string verb, string speaker) =>
        Assert.Equal(new(Paragraph, true), Of(verb, speaker));

    [Fact]
    public void They_are_the_documents_own_with_its_errors_and_never_changed()
    {
        const string Odd = "We  welcomed teh <b>centre</b>.";

        Assert.Equal(Odd, Of("welcomed", paragraph: Odd).Words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("…")]
    [InlineData("\n\n")]
    public void A_paragraph_without_words_is_shown_as_it_is(string paragraph) => Assert.Equal(new(paragraph, true), Of("welcomed", paragraph: paragraph));
}

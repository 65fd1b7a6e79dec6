using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

/// <summary>How an item is named over time, and what changed from one document to the next.</summary>
public sealed class TrailRules
{
    private static DocumentPlace Summit(int year) => new($"SUMMIT-{year}", new(year, 11, 1), "Summit");

    private static readonly DocumentPlace Press = new("PRESS", new(2020, 6, 1), null);

    private static Mention Said(Strength strength = Strength.Supported, string verb = "welcomed", string speaker = "We", string? addressee = null, string? state = null, int? paragraph = 1) =>
        new("ANY", paragraph, speaker, verb, strength, addressee, state);

    private static Trail Of(SeriesOrder series, params (DocumentPlace, Mention)[] mentions) => Trail.Of(mentions, series);

    private static IReadOnlyList<WordChange> Changes(Mention before, Mention after) => WordComparison.Of([before], [after]).Changes;

    [Fact]
    public void A_document_is_one_step_however_often_it_names_the_item_and_steps_stand_by_day()
    {
        var trail = Of(new([]), (Summit(2021), Said(paragraph: 9)), (Summit(2019), Said()), (Summit(2021), Said(paragraph: 2)));

        Assert.Equal(["SUMMIT-2019", "SUMMIT-2021"], trail.Steps.Select(s => s.Document.Code));
        Assert.Equal([2, 9], trail.Steps[1].Mentions.Select(m => m.Paragraph));
        Assert.Null(trail.Steps[0].Comparison);
    }

    [Fact]
    public void Documents_of_one_day_are_not_compared_with_each_other()
    {
        var (other, alone) = (Summit(2021) with { Code = "SUMMIT-2021-B" }, Press with { DatedOn = Summit(2021).DatedOn });

        var trail = Of(new([]), (Summit(2021), Said()), (other, Said()), (alone, Said()), (Summit(2019), Said()), (Summit(2022), Said()));

        Assert.Equal(
            [("SUMMIT-2019", null), ("PRESS", "SUMMIT-2019"), ("SUMMIT-2021", "SUMMIT-2019"), ("SUMMIT-2021-B", "SUMMIT-2019"), ("SUMMIT-2022", "SUMMIT-2021-B")],
            trail.Steps.Select(s => (s.Document.Code, s.ComparedWith?.Code)));
        Assert.All(Of(new([]), (Summit(2021), Said()), (other, Said())).Steps, s => Assert.Null(s.ComparedWith));
    }

    [Fact]
    public void What_changed_is_said_in_full()
    {
        var before = Said();

        Assert.Empty(Changes(before, before));
        Assert.Empty(Changes(before, Said(verb: " Welcomed ", speaker: "WE")));
        Assert.Equal([WordChange.Stronger], Changes(before, Said(Strength.Agreed, "agreed to")));
        Assert.Equal([WordChange.Weaker], Changes(before, Said(Strength.Acknowledged, "noted")));
        Assert.Equal([WordChange.OtherVerb], Changes(before, Said(verb: "looked forward to")));
        Assert.Equal([WordChange.OtherSpeaker], Changes(before, Said(speaker: "ASEAN Leaders")));
        Assert.Equal([WordChange.OtherAddressee], Changes(before, Said(addressee: "the ROK")));
        Assert.Equal([WordChange.OtherState], Changes(before, Said(state: "to be opened")));
        Assert.Equal(
            [WordChange.Weaker, WordChange.OtherSpeaker, WordChange.OtherAddressee, WordChange.OtherState],
            Changes(Said(Strength.Agreed, "agreed to", "We", "the ROK", "planned"), Said(Strength.Encouraged, "urged", "They", "ASEAN", "delayed")));
    }

    [Fact]
    public void The_strongest_mention_speaks_for_a_document()
    {
        var compared = WordComparison.Of([Said(Strength.Acknowledged, "noted"), Said(Strength.Committed, "would continue")], [Said(Strength.Encouraged, "urged"), Said()]);

        Assert.Equal([WordChange.Weaker], compared.Changes);
        Assert.Equal(("would continue", "welcomed"), (compared.Before.Verb, compared.After.Verb));
    }

    [Fact]
    public void Of_equally_strong_mentions_those_are_compared_that_differ_least()
    {
        var compared = WordComparison.Of([Said(verb: "appreciated", speaker: "ASEAN Leaders"), Said()], [Said(verb: "looked forward to"), Said()]);

        Assert.Empty(compared.Changes);
    }

    [Fact]
    public void A_document_of_a_series_is_compared_with_the_one_before_it_in_the_series()
    {
        var trail = Of(new([Summit(2019), Summit(2020)]), (Summit(2019), Said(Strength.Agreed, "agreed to")), (Press, Said(Strength.Acknowledged, "")), (Summit(2020), Said()));

        Assert.Equal([null, "SUMMIT-2019", "SUMMIT-2019"], trail.Steps.Select(s => s.ComparedWith?.Code));
        Assert.Equal([WordChange.Weaker], trail.Steps[2].Comparison!.Changes);
    }

    [Fact]
    public void The_first_of_its_series_is_compared_with_what_is_before_it()
    {
        var trail = Of(new([Summit(2020)]), (Press, Said(Strength.Acknowledged, "")), (Summit(2020), Said()));

        Assert.Equal("PRESS", trail.Steps[1].ComparedWith?.Code);
        Assert.Equal([WordChange.Stronger], trail.Steps[1].Comparison!.Changes);
    }

    [Fact]
    public void Where_the_series_was_silent_in_between_its_documents_are_named()
    {
        var other = new DocumentPlace("DIALOGUE", new(2020, 11, 1), "Dialogue");
        var series = new SeriesOrder([Summit(2018), Summit(2019), Summit(2020), Summit(2021), Summit(2022), other]);

        var trail = Of(series, (Summit(2019), Said()), (Summit(2022), Said()));

        Assert.Empty(trail.Steps[0].SilentBetween);
        Assert.Equal(["SUMMIT-2020", "SUMMIT-2021"], trail.Steps[1].SilentBetween.Select(d => d.Code));
        Assert.Empty(trail.SilentSince);
    }

    [Fact]
    public void It_is_silent_since_the_last_document_that_names_it()
    {
        var series = new SeriesOrder([Summit(2019), Summit(2020), Summit(2021)]);

        Assert.Equal(["SUMMIT-2020"], Of(series, (Summit(2019), Said()), (Summit(2020), Said())).SilentSince.Select(d => d.Code));
        Assert.Empty(Of(series, (Summit(2019), Said()), (Summit(2021), Said())).SilentSince);
        Assert.Empty(Of(series, (Press, Said())).SilentSince);
    }
}

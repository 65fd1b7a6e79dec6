using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests;

/// <summary>One word and one definition for each value, the same on every page.</summary>
public sealed class WordRules
{
    [Fact]
    public void Each_stage_phase_outlook_nature_schedule_and_assurance_has_a_word_of_its_own_and_a_definition()
    {
        Each<Stage>(s => s.Definition());
        Each<Phase>(p => p.Definition());
        Each<Outlook>(o => o.Definition());
        Each<Nature>(n => n.Definition());
        Each<Schedule>(s => s.Definition());
        Each<Assurance>(a => a.Definition());
    }

    [Fact]
    public void Each_fact_has_a_label_a_hint_and_a_request()
    {
        Each<Fact>(Facts.Label);
        Each<Fact>(Facts.Hint);
        Each<Fact>(Facts.Ask);
    }

    [Fact]
    public void Phase_and_outlook_have_a_symbol_each()
    {
        Assert.Equal(4, Enum.GetValues<Phase>().Select(p => p.Symbol()).Distinct().Count());
        Assert.Equal(4, Enum.GetValues<Outlook>().Select(o => o.Symbol()).Distinct().Count());
    }

    [Fact]
    public void Words_are_those_of_the_officials()
    {
        Assert.Equal("Stage not stated", Words.NameOf(null));
        Assert.Equal("Study under way", Words.NameOf(Stage.StudyUnderWay));
        Assert.Equal("In force for some parties", Stage.InForceForSome.Name());
        Assert.Equal("Continuing cooperation", Nature.Continuing.Name());
        Assert.Equal("Confirmed by one side", Assurance.OneSide.Name());
        Assert.Equal("Press report", DocumentKind.PressReport.Name());
    }

    private static void Each<T>(Func<T, string> text)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();

        Assert.Equal(values.Length, values.Select(v => ((Enum)(object)v).Name()).Distinct().Count());
        Assert.Equal(values.Length, values.Select(text).Where(t => !string.IsNullOrWhiteSpace(t)).Distinct().Count());
    }
}

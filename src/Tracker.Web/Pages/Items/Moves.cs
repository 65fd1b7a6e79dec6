using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Web.Pages.Items;

/// <summary>The moves that the form offers from a stage, in plain words.</summary>
public static class Moves
{
    /// <param name="Hint">What it means, and what it passes over.</param>
    public sealed record Choice(StageRule Rule, MoveKind Kind, string Words, string Hint);

    /// <summary>Forward moves first, then those back and aside.</summary>
    /// <param name="mayReopen">Only register keepers reopen what is final.</param>
    public static IReadOnlyList<Choice> From(ItemState state, bool mayReopen) =>
    [
        .. state.Moves
            .Where(m => mayReopen || m.Kind != MoveKind.Reopen)
            .OrderBy(m => m.Kind is MoveKind.Back or MoveKind.Aside or MoveKind.Reopen ? 1 : 0)
            .Select(m => new Choice(m.Rule, m.Kind, WordsOf(m.Rule.Stage, m.Kind), Hint(state, m.Rule.Stage, m.Kind))),
    ];

    /// <summary>The facts that a move asks for, and those it offers; the day is the update's own.</summary>
    public static (IReadOnlyList<Fact> Asked, IReadOnlyList<Fact> Offered) FactsOf(Choice? choice, bool backDated)
    {
        List<Fact> asked = choice switch
        {
            null or { Kind: MoveKind.Resume } => [],
            { Kind: MoveKind.Back or MoveKind.Reopen } => [Fact.Reason],
            _ => [.. choice.Rule.Facts],
        };
        if (backDated && choice is not null && !asked.Contains(Fact.Reason))
        {
            asked.Add(Fact.Reason);
        }

        return (asked, choice is null or { Kind: MoveKind.Back or MoveKind.Reopen or MoveKind.Resume } ? [] : choice.Rule.OptionalFacts);
    }

    /// <summary>What a move asks of the item itself, as the form says it.</summary>
    public static IReadOnlyList<string> Needs(Choice choice, ItemState state) =>
        choice.Kind is MoveKind.Back or MoveKind.Reopen or MoveKind.Resume
            ? []
            : [.. choice.Rule.Conditions.Select(c => Need(c, state)).OfType<string>()];

    private static string? Need(Condition condition, ItemState state) => condition switch
    {
        Condition.Lead => state.HasLead ? null : "a lead body, which a register keeper adds under “Edit”, or a source",
        Condition.TargetOrNone => state.Target is null && !state.NoDateSet ? "a target, or “no date set”, unless a source is given" : null,
        Condition.Source => "a source",
        Condition.MilestonesMet => state.Milestones.Values.Any(m => m.IsOpen) ? "every milestone met or dropped" : null,
        Condition.ReceiptOrGoods => "what was delivered, or a receipt in the ledger of a fund",
        Condition.ReceiptRecorded => "a receipt or an opening position in the ledger",
        Condition.ApprovalRecorded => "an approval or an opening position in the ledger",
        Condition.NothingOutstanding => "a ledger with nothing outstanding and a balance of zero",
        _ => "an outcome for every action line",
    };

    private static string WordsOf(Stage stage, MoveKind kind) => kind switch
    {
        MoveKind.Back => $"It went back to “{stage.Name()}”",
        MoveKind.Reopen => $"It was reopened at “{stage.Name()}”",
        MoveKind.Resume => $"It goes on, at “{stage.Name()}”",
        _ => stage.Name(),
    };

    private static string Hint(ItemState state, Stage stage, MoveKind kind)
    {
        var passed = PassedOver(state, stage);
        return kind != MoveKind.Forward || passed.Count == 0
            ? stage.Definition()
            : $"{stage.Definition()} {string.Join(", ", passed.Select(s => $"“{s.Name()}”"))} {(passed.Count == 1 ? "is" : "are")} then listed as not reported.";
    }

    private static List<Stage> PassedOver(ItemState state, Stage stage) =>
        state.Stage is { } from && state.Lifecycle.OrderOf(from) is { } here && state.Lifecycle.OrderOf(stage) is { } there
            ? [.. state.Lifecycle.Path.Skip(here + 1).Take(there - here - 1).Select(r => r.Stage)]
            : [];
}

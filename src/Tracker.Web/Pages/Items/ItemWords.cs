using System.Globalization;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Items;

/// <summary>How the pages of one item say what the register holds.</summary>
public static class ItemWords
{
    /// <summary>The pages above those on which an item is changed.</summary>
    public static IReadOnlyList<Crumb> Trail(string code) => [Crumb.Of("Register", "items"), new(code, $"items/{code}")];

    /// <summary>Kind, with its form where it says more: "Agreement, treaty".</summary>
    public static string NameOf(Kind kind, Form form) =>
        form == Form.None || form.Name() == kind.Name() ? kind.Name() : $"{kind.Name()}, {form.Name().ToLowerInvariant()}";

    /// <summary>"12 days", "3 months", "2 years": enough to judge a delay by.</summary>
    public static string Length(int days) => days switch
    {
        1 => "1 day",
        < 60 => $"{days} days",
        < 730 => $"{days / 30} months",
        _ => $"{days / 365} years",
    };

    /// <summary>Where the item stands, in one sentence.</summary>
    public static string Standing(ItemView view)
    {
        var state = view.State;
        var stage = state.Stage is { } at
            ? $"At “{at.Name()}” since {AsOfDay.InWords(state.StageOn)}"
            : "Its documents state no stage";
        var schedule = view.Schedule switch
        {
            Schedule.Overdue => $"; {Length(view.DaysLate)} late",
            Schedule.Due => "; due soon",
            Schedule.MetLate => $"; its target was met {Length(view.DaysLate)} late",
            Schedule.MetOnTime => "; its target was met on time",
            _ => "",
        };
        var outlook = view.Outlook == Outlook.NotRated ? "" : $"; {view.Outlook.Name().ToLowerInvariant()}";
        return $"{stage}{schedule}{outlook}. Last report {AsOfDay.InWords(state.LastReportedOn)}.";
    }

    /// <summary>"and 12 more", where a list shows only the first of what there is; otherwise null.</summary>
    public static string? Rest(int shown, int total) =>
        total > shown ? string.Create(CultureInfo.InvariantCulture, $"and {total - shown:N0} more") : null;

    /// <summary>The day as its source gives it, otherwise in full.</summary>
    public static string Day(DateOnly day, string? asWritten) =>
        string.IsNullOrWhiteSpace(asWritten) ? AsOfDay.InWords(day) : asWritten;

    /// <summary>What an entry did, as the heading of its place in the history.</summary>
    public static string What(HistoryEntry entry) => entry.Type switch
    {
        EntryType.Opening when entry.Content.Update?.Stage is { } stage && entry.StageBefore is null => $"First recorded at “{stage.Name()}”",
        EntryType.Opening when entry.Content.Update?.Stage is null => "Opened, stage not stated",
        EntryType.Revision => "Edited",
        EntryType.Assessment => WhatOf(entry.Content.Assessment!),
        _ => WhatOf(entry.Content.Update!, entry.StageBefore),
    };

    /// <summary>One source in words: kind of source, who issued it, its day.</summary>
    public static string SourceOf(Evidence evidence) => string.Join(
        ", ",
        new[] { evidence.Kind.Name(), evidence.Issuer, evidence.On is { } on ? AsOfDay.InWords(on) : null, evidence.Paragraph is { } number ? $"paragraph {number}" : null }
            .Where(part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>The stops of the item's path; the asides stand apart.</summary>
    public static IReadOnlyList<StagePath.Stop> Stops(ItemState state)
    {
        List<StagePath.Stop> stops = [];
        var next = StagePath.StopState.Next;
        foreach (var rule in state.Lifecycle.Path)
        {
            var reported = state.Reported.Contains(rule.Stage);
            if (state.ReachedOn.TryGetValue(rule.Stage, out var on))
            {
                var at = rule.Stage == state.Stage ? StagePath.StopState.Current
                    : reported ? StagePath.StopState.Done
                    : StagePath.StopState.Skipped;
                stops.Add(new(rule.Stage.Name(), at, reported || at == StagePath.StopState.Current ? on : null));
            }
            else
            {
                // Any later stage may follow; the one that comes next is shown as such.
                var open = state.Lifecycle.Move(state.Stage, rule.Stage, state.Held) is not null;
                stops.Add(new(rule.Stage.Name(), open ? next : StagePath.StopState.Later));
                next = open && state.Stage is not null ? StagePath.StopState.Later : next;
            }
        }

        return stops;
    }

    private static string WhatOf(Assessment assessment) =>
        $"{assessment.Verdict.Name()} for {(assessment.Side == Domain.Bodies.Side.Asean ? "" : "the ")}{assessment.Side.Name()}: entry {assessment.Entry}";

    private static string WhatOf(Update update, Stage? before) =>
        update.Stage is { } stage && stage != before ? $"{Words.NameOf(before)} → {stage.Name()}"
        : update.DiffersFrom is { } entry ? $"A source that differs from entry {entry}"
        : update.NoChange ? "No change, confirmed by a source"
        : update.Target is not null ? (string.IsNullOrWhiteSpace(update.TargetReason) ? "Target set" : "Target revised")
        : update.NoDateSet ? "No date set"
        : update.Outlook is { } rating ? $"Outlook: {rating.Outlook.Name().ToLowerInvariant()}"
        : update.Milestones.Count > 0 ? "Milestones"
        : update.NextStep is not null ? "Next step"
        : "Report, no change of stage";
}

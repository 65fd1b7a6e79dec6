using System.Collections.Immutable;

namespace Tracker.Domain.Items;

/// <summary>Reads a journal: which entries count, in which order, and what holds after each of them.</summary>
internal static class Reading
{
    /// <summary>The entries that count, in the order in which they are read: by day, then by sequence.</summary>
    /// <remarks>A void has no day: what it names counts on no day, and assessments of it fall with it.</remarks>
    public static List<Entry> Order(IEnumerable<Entry> entries, DateTime? knownAt = null)
    {
        var known = entries.Where(e => knownAt is null || e.RecordedAt <= knownAt).ToList();
        var voided = known.Where(e => e.Type == EntryType.Void).Select(e => e.Content.Withdrawal!.Entry).ToHashSet();
        return
        [
            .. known
                .Where(e => e.Type != EntryType.Void && !voided.Contains(e.Sequence))
                .Where(e => e.Content.Assessment is not { } a || !voided.Contains(a.Entry))
                .OrderBy(e => e.On)
                .ThenBy(e => e.Sequence),
        ];
    }

    /// <summary>The first entry that what lies before it contradicts, or null for a legal journal.</summary>
    public static (Entry Entry, IReadOnlyList<Refusal> Refusals)? FirstCollision(Lifecycle lifecycle, IReadOnlyList<Entry> ordered)
    {
        ItemState? state = null;
        foreach (var entry in ordered)
        {
            var objections = Objections.To(lifecycle, state, entry.Type, entry.On!.Value, entry.Content, ordered, entry.Sequence);
            if (objections.Count > 0)
            {
                return (entry, objections);
            }

            state = Step(lifecycle, state, entry);
        }

        return null;
    }

    /// <summary>The state after the last entry with On on or before the day; null before the opening.</summary>
    public static ItemState? StateOn(Lifecycle lifecycle, IEnumerable<Entry> ordered, DateOnly day)
    {
        ItemState? state = null;
        foreach (var entry in ordered.TakeWhile(e => e.On <= day))
        {
            state = Step(lifecycle, state, entry);
        }

        return state is null ? null : OnDay(state, day);
    }

    /// <summary>
    /// A plan that was adopted is in force from the later of adoption and its first day, and ended after
    /// its last day, by itself.
    /// </summary>
    public static ItemState OnDay(ItemState state, DateOnly day)
    {
        if (state.Lifecycle != Lifecycle.Plan || state.Recorded is not (Stage.Adopted or Stage.InForce))
        {
            return state;
        }

        var begins = Later(state.StageOn, state.Recorded == Stage.Adopted ? state.Profile.Period?.FirstDay : null);
        var reached = state.ReachedOn;
        var (stage, on) = (state.Recorded, state.StageOn);
        if (state.Recorded == Stage.Adopted && day >= begins)
        {
            (stage, on) = (Stage.InForce, begins);
            reached = Reached(reached, Stage.InForce, begins);
        }

        if (state.Profile.Period?.LastDay is { } last && day > last)
        {
            (stage, on) = (Stage.Ended, Later(state.StageOn, ReportingRules.Moved(last, 1)));
            reached = Reached(Reached(reached, Stage.InForce, begins), Stage.Ended, on);
        }

        return stage == state.Recorded
            ? state
            : state with { Stage = stage, StageOn = on, OverOn = stage == Stage.Ended ? on : null, ReachedOn = reached, Reported = state.Reported.Add(Stage.InForce).Add(stage.Value) };
    }

    /// <summary>A stage keeps the day on which it was reached first: a plan resumed after a pause was in force before it.</summary>
    private static ImmutableDictionary<Stage, DateOnly> Reached(ImmutableDictionary<Stage, DateOnly> reached, Stage stage, DateOnly on) =>
        reached.ContainsKey(stage) ? reached : reached.Add(stage, on);

    /// <summary>The days after an entry on which the state changes by itself.</summary>
    public static IEnumerable<DateOnly> DaysOfItself(ItemState state)
    {
        if (state.Lifecycle == Lifecycle.Plan && state.Recorded is Stage.Adopted or Stage.InForce)
        {
            if (state.Profile.Period?.FirstDay is { } first && first > state.StageOn)
            {
                yield return first;
            }

            if (state.Profile.Period?.LastDay is { } last)
            {
                yield return Later(state.StageOn, ReportingRules.Moved(last, 1));
            }
        }
    }

    /// <summary>The state after an entry. What lies before is taken as legal.</summary>
    public static ItemState Step(Lifecycle lifecycle, ItemState? before, Entry entry)
    {
        var on = entry.On!.Value;
        var content = entry.Content;
        var state = before is null
            ? new ItemState { Lifecycle = lifecycle, Profile = content.Profile!, OpenedOn = on, Since = content.Since, StageOn = on, StageEntry = entry.Sequence }
            : before with { Profile = content.Profile ?? content.Revision?.Apply(before.Profile) ?? before.Profile, Since = before.Since ?? content.Since };

        if (content.Assessment is { } assessment)
        {
            return state with { Verdicts = state.Verdicts.SetItem((assessment.Entry, assessment.Side), assessment.Verdict) };
        }

        if (content.Update is not { } update)
        {
            return state;
        }

        state = state with { LastReportedOn = on };
        if (update.Stage is { } stage && stage != state.Recorded)
        {
            state = Moved(lifecycle, before is null ? null : OnDay(before, on), state, stage, entry, update);
        }
        else if (before is null)
        {
            state = state with { Source = SourceOf(update.Evidence) };
        }
        else if (update.Facts.Where(f => f.Key != Fact.Reason && !Texts.IsBlank(f.Value)).ToDictionary() is { Count: > 0 } given)
        {
            state = state with
            {
                FactsGiven = state.FactsGiven.SetItems(given),
                FactsMissing = state.FactsMissing.Except(given.Keys),
            };
        }

        foreach (var change in update.Milestones)
        {
            state = state with
            {
                Milestones = state.Milestones.SetItem(change.Number, change.Apply(state.Milestones.GetValueOrDefault(change.Number), on)),
            };
        }

        return state with
        {
            Rating = update.Outlook ?? state.Rating,
            RatedOn = update.Outlook is null ? state.RatedOn : on,
            Manual = update.Progress ?? state.Manual,
            NextStep = update.NextStep ?? state.NextStep,
            NoDateSet = update.NoDateSet || (update.Target is null && state.NoDateSet),
            Targets = update.Target is { } target
                ? state.Targets.Add(new(target, target.AimIn(lifecycle), on, update.TargetReason, entry.Sequence, update.Evidence.FirstOrDefault(e => e.IsOfLeaders)))
                : state.Targets,
            SourcesDisagree = state.SourcesDisagree || update.DiffersFrom is not null,
        };
    }

    private static ItemState Moved(Lifecycle lifecycle, ItemState? before, ItemState state, Stage stage, Entry entry, Update update)
    {
        var on = entry.On!.Value;
        var rule = lifecycle.Rule(stage);
        var reached = before?.ReachedOn ?? state.ReachedOn;
        if (lifecycle.OrderOf(stage) is { } order)
        {
            foreach (var (rung, index) in lifecycle.Path.Select((r, i) => (r.Stage, i)))
            {
                reached = index > order ? reached.Remove(rung) : reached.ContainsKey(rung) ? reached : reached.Add(rung, on);
            }
        }

        var missing = rule.Facts.Concat(rule.OptionalFacts.Where(update.NotStated.Contains)).Where(f => !Facts.IsUsable(f, update.Facts.GetValueOrDefault(f))
            && (update.NotStated.Contains(f) || (entry.Type == EntryType.Opening && f != Fact.Day)));
        var resumed = before?.Stage == Stage.OnHold && before.Held == stage;
        // A pause keeps what is known of the stage that was left, and what is missing.
        Fact[] ofPause = [Fact.Reason, Fact.ReviewDay];
        var given = stage == Stage.OnHold ? state.FactsGiven : resumed ? state.FactsGiven.RemoveRange(ofPause) : state.FactsGiven.Clear();
        var lacking = stage == Stage.OnHold ? state.FactsMissing : resumed ? state.FactsMissing.Except(ofPause) : [];
        return state with
        {
            Recorded = stage,
            Stage = stage,
            Held = stage == Stage.OnHold ? before?.Stage : null,
            StageOn = on,
            OverOn = stage == Stage.OnHold ? before?.OverOn : rule.Phase == Phase.NoLongerRunning ? before?.OverOn ?? on : null,
            StageEntry = entry.Sequence,
            StageEntries = state.StageEntries.Add(entry.Sequence),
            Source = SourceOf(update.Evidence),
            ReachedOn = reached,
            Reported = (before ?? state).Reported.Add(stage),
            EverDelivered = state.EverDelivered || lifecycle.ImpliesDelivered(stage),
            OpenedDelivered = state.OpenedDelivered || (before is null && lifecycle.ImpliesDelivered(stage)),
            // A figure set by hand belongs to its stage; a pause keeps it.
            Manual = resumed || stage == Stage.OnHold ? state.Manual : null,
            FactsGiven = given.SetItems(update.Facts.Where(f => !Texts.IsBlank(f.Value))),
            FactsMissing = lacking.Union(missing),
        };
    }

    private static Assurance SourceOf(IReadOnlyList<Evidence> evidence) =>
        evidence.Any(e => !e.IsPress) ? Assurance.Official : evidence.Count > 0 ? Assurance.Press : Assurance.SelfReported;

    private static DateOnly Later(DateOnly day, DateOnly? other) => other > day ? other.Value : day;
}

using Tracker.Domain.Documents;

namespace Tracker.Domain.Items;

/// <summary>What a gate asks of things beside the item: its ledger, and the action lines of a plan.</summary>
public sealed record Surroundings(bool HasReceipt = false, bool HasApproval = false, bool NothingOutstanding = false, IReadOnlyList<string>? LinesWithoutOutcome = null)
{
    public static Surroundings None { get; } = new();
}

/// <summary>
/// What is against an entry, given what lies before it. A new entry and one that is read again are judged alike,
/// so that whatever was accepted stays legal.
/// </summary>
internal static class Objections
{
    /// <summary>Every reason against an entry, given the state before it.</summary>
    /// <param name="journal">The entries that count, for references to other entries.</param>
    /// <param name="around">What is beside the item; null when reading what was accepted before.</param>
    public static List<Refusal> To(
        Lifecycle lifecycle,
        ItemState? before,
        EntryType type,
        DateOnly on,
        EntryContent content,
        IReadOnlyList<Entry> journal,
        int sequence,
        Surroundings? around = null)
    {
        List<Refusal> refusals = [];
        if (before is null && type != EntryType.Opening)
        {
            refusals.Add(new("journal.opening", "No entry lies before the item’s opening.", "On"));
            return refusals;
        }

        var state = before is null ? null : Reading.OnDay(before, on);
        if (content.Profile is { } profile)
        {
            refusals.AddRange(profile.Objections());
        }

        if (content.Revision is { } revision && state is not null)
        {
            if (revision.IsEmpty)
            {
                refusals.Add(new("revision.empty", "Nothing is changed yet."));
            }

            if (revision.MentionsWithdrawn.Except(state.Profile.Mentions).Any())
            {
                refusals.Add(new("mention.unknown", "A mention that is withdrawn is not there.", "Mentions"));
            }

            refusals.AddRange(revision.Apply(state.Profile).Objections());
            RefuseSources(revision.Evidence, (rule, message, field) => refusals.Add(new(rule, message, field)));
        }

        if (content.Assessment is { } choice && !Enum.IsDefined(choice.Verdict))
        {
            refusals.Add(new("assessment.choice", "Confirm the entry, or contest it."));
        }

        if (content.Assessment is { } assessment
            && !journal.Any(e => e.Sequence == assessment.Entry && e.Type is EntryType.Opening or EntryType.Update && e.On <= on))
        {
            refusals.Add(new("assessment.entry", "There is no update on or before that day to confirm or contest.", "Entry"));
        }

        if (content.Update is { } update)
        {
            refusals.AddRange(ToUpdate(lifecycle, state, type == EntryType.Opening, update, content.Profile, journal, sequence, around));
        }

        var nature = (content.Profile ?? (state is null ? null : content.Revision?.Apply(state.Profile) ?? state.Profile))?.Nature;
        if (nature == Nature.Position && (lifecycle != Lifecycle.Commitment || (content.Update?.Stage ?? state?.Stage) is not null))
        {
            refusals.Add(new(
                "profile.position",
                "A position is a commitment with “Stage not stated”: choose another nature, or leave the stage open.",
                content.Profile is null && content.Revision is null ? "Stage" : "Nature"));
        }

        return refusals;
    }

    private static List<Refusal> ToUpdate(
        Lifecycle lifecycle,
        ItemState? state,
        bool opening,
        Update update,
        Profile? profile,
        IReadOnlyList<Entry> journal,
        int sequence,
        Surroundings? around)
    {
        List<Refusal> refusals = [];
        void Refuse(string rule, string message, string? field = null) => refusals.Add(new(rule, message, field));

        var documentary = opening || update.Evidence.Count > 0;
        if (!opening && update.IsEmpty)
        {
            Refuse("update.empty", "Report something: a stage, an outlook, a target, a next step, a source or a note.");
        }

        if (!update.HasOnlyKnownChoices)
        {
            Refuse("update.choice", "Choose one of the values offered.");
            return refusals;
        }

        RefuseOversize(update, Refuse);
        RefuseSources(update.Evidence, Refuse);

        if (update.Stage is { } stage)
        {
            RefuseMove(lifecycle, state, opening, update, profile, stage, documentary, around, Refuse);
        }

        if (!documentary && update.NotStated.Count > 0 && update.Stage is null)
        {
            Refuse("evidence.not-stated", "“Not stated in the source” needs a source.", "Evidence");
        }

        foreach (var (fact, text) in update.Facts.Where(f => f.Key != Fact.Reason && !Facts.IsUsable(f.Key, f.Value)))
        {
            if (!Texts.IsBlank(text) && !refusals.Any(r => r.Field == FieldOf(fact)))
            {
                Refuse($"fact.{Kebab(fact)}", $"{Facts.Ask(fact)}.", FieldOf(fact));
            }
        }

        if (update.DiffersFrom is { } other)
        {
            if (update.Stage is not null)
            {
                Refuse("differs.stage", "A source that differs moves no stage.", "Stage");
            }

            if (!documentary)
            {
                Refuse("differs.evidence", "Name the source that differs.", "Evidence");
            }

            if (other == sequence || !journal.Any(e => e.Sequence == other && e.Type is EntryType.Opening or EntryType.Update))
            {
                Refuse("differs.entry", "The entry that it differs from is not there.", "DiffersFrom");
            }
        }

        if (update.NoChange)
        {
            if (!documentary)
            {
                Refuse("no-change.evidence", "“No change” is confirmed by a source: add it.", "Evidence");
            }

            if (update.Stage is not null)
            {
                Refuse("no-change.stage", "Choose either “no change” or a new stage.", "Stage");
            }
        }

        if (update.Outlook is { } rating && rating.Outlook is Outlook.AtRisk or Outlook.OffTrack)
        {
            if (Texts.IsBlank(rating.Cause))
            {
                Refuse("outlook.cause", $"Say why it is {rating.Outlook.Name().ToLowerInvariant()}.", "Cause");
            }

            if (Texts.IsBlank(update.NextStep ?? state?.NextStep))
            {
                Refuse("outlook.next-step", "Say what happens next.", "NextStep");
            }
        }

        if (update.Target is { } target)
        {
            var objections = target.ObjectionsIn(lifecycle);
            refusals.AddRange(objections);
            // An opening found earlier turns the former one into an update, which sets its target without a reason.
            if (objections.Count == 0
                && !opening
                && state?.Targets.Any(t => t.Aim == target.AimIn(lifecycle)) == true
                && Texts.IsBlank(update.TargetReason))
            {
                Refuse("target.reason", "Say why the target is revised.", "TargetReason");
            }

            if (update.NoDateSet)
            {
                Refuse("target.none", "Enter a target, or “no date set”, not both.", "TargetText");
            }
        }

        if (update.NoDateSet && update.Target is null && state?.Target is not null && Texts.IsBlank(update.TargetReason))
        {
            Refuse("target.reason", "Say why there is no date any more.", "TargetReason");
        }

        if (update.DateEarliest is not null || update.DateLatest is not null)
        {
            if (Texts.IsBlank(update.DateText) || update.On < update.DateEarliest || update.On > update.DateLatest)
            {
                Refuse("update.day-as-written", "Enter the words of the source, and a day that lies within the days they stand for: the last of them, or the source’s own if earlier.", "On");
            }
        }

        RefuseMilestones(state, update, Refuse);
        if (update.Progress is { } manual)
        {
            if ((profile ?? state?.Profile)?.Nature is { } nature && nature != Nature.Deliverable)
            {
                Refuse("progress.none", "Only a deliverable has a percentage.", "Progress");
            }
            else if (((update.Stage ?? state?.Standstill) is { } at && lifecycle.Has(at) ? lifecycle.Rule(at) : null) is not { Floor: { } floor, Ceiling: { } ceiling } rule)
            {
                Refuse("progress.none", "This stage has no percentage.", "Progress");
            }
            else if (manual.Percent < floor || manual.Percent > ceiling)
            {
                Refuse("progress.band", $"At “{rule.Stage.Name()}” progress lies between {floor} and {ceiling} %.", "Progress");
            }

            if (Texts.IsBlank(manual.Reason))
            {
                Refuse("progress.reason", "Say what the figure rests on.", "ProgressReason");
            }
        }

        return refusals;
    }

    private static void RefuseMove(
        Lifecycle lifecycle,
        ItemState? state,
        bool opening,
        Update update,
        Profile? profile,
        Stage stage,
        bool documentary,
        Surroundings? around,
        Action<string, string, string?> refuse)
    {
        if (!lifecycle.Has(stage))
        {
            refuse("lifecycle.stage", $"A {lifecycle.Name} has no stage “{stage.Name()}”.", "Stage");
            return;
        }

        // An opening found earlier turns the former one into an update, which may repeat the stage; a plan
        // that both of them show as adopted is in force by itself in between.
        if (opening && state is not null && (state.Stage == stage || state.Recorded == stage))
        {
            return;
        }

        var move = opening || state is null ? lifecycle.Move(state?.Stage, stage, state?.Held) : state.Move(stage);
        if (move is null)
        {
            refuse(
                "lifecycle.move",
                state?.Stage == stage
                    ? $"It is already at “{stage.Name()}”: choose “No change of stage”."
                    : state is not null && state.IsByItself(stage)
                        ? $"“{stage.Name()}” follows by itself from the period of the plan: record its adoption instead."
                        : $"A {lifecycle.Name} at “{Words.NameOf(state?.Stage)}” cannot move to “{stage.Name()}”.",
                "Stage");
            return;
        }

        var rule = lifecycle.Rule(stage);
        if (move is MoveKind.Back or MoveKind.Reopen)
        {
            if (Texts.IsBlank(update.Reason))
            {
                refuse("lifecycle.reason", $"Say why it goes back to “{stage.Name()}”.", FieldOf(Fact.Reason));
            }

            return;
        }

        if (opening || move == MoveKind.Resume)
        {
            return; // What the paragraph does not say is listed as missing.
        }

        foreach (var fact in rule.Facts)
        {
            var notStated = update.NotStated.Contains(fact);
            if (notStated ? documentary : fact == Fact.Day || Facts.IsUsable(fact, update.Facts.GetValueOrDefault(fact)))
            {
                continue;
            }

            refuse(
                $"{lifecycle.Name}.{Kebab(fact)}",
                notStated
                    ? $"{Facts.Ask(fact)}. Only a source can leave it unstated; who reports first-hand gives it."
                    : $"{Facts.Ask(fact)}.",
                FieldOf(fact));
        }

        foreach (var condition in rule.Conditions)
        {
            if (Unmet(condition, state, update, profile, documentary, around) is { } why)
            {
                refuse($"{lifecycle.Name}.{Kebab(condition)}", why, FieldOf(condition));
            }
        }
    }

    private static string? Unmet(Condition condition, ItemState? state, Update update, Profile? profile, bool documentary, Surroundings? around) =>
        condition switch
        {
            Condition.Lead when !documentary && !(profile?.Leads.Any() ?? state?.HasLead ?? false) =>
                "Name a lead body first: a register keeper adds it under “Edit”.",
            Condition.TargetOrNone when !documentary && update.Target is null && !update.NoDateSet && state?.Target is null && state?.NoDateSet != true =>
                "Enter a target, or say that no date is set.",
            Condition.Source when update.Evidence.Count == 0 => "Add a source.",
            Condition.MilestonesMet when MilestonesAfter(state, update).Any(m => m.IsOpen) =>
                $"These milestones are still open: {string.Join(", ", MilestonesAfter(state, update).Where(m => m.IsOpen).Select(m => m.Title))}. Mark each as met or dropped.",
            Condition.ReceiptRecorded when around is { HasReceipt: false } =>
                "The ledger shows no receipt and no opening position yet.",
            Condition.ApprovalRecorded when around is { HasApproval: false } =>
                "The ledger shows no approval and no opening position yet.",
            Condition.NothingOutstanding when around is { NothingOutstanding: false } =>
                "The ledger still shows money outstanding, or a balance that is not zero.",
            Condition.ReceiptOrGoods when around is { HasReceipt: false } && !Facts.IsUsable(Fact.Goods, update.Facts.GetValueOrDefault(Fact.Goods))
                && !(documentary && update.NotStated.Contains(Fact.Goods)) =>
                "Say what was delivered, or enter the receipt into the ledger first.",
            Condition.LinesHaveOutcomes when around?.LinesWithoutOutcome is { Count: > 0 } lines =>
                $"These action lines have no outcome yet: {string.Join(", ", lines)}.",
            _ => null,
        };

    private static List<Milestone> MilestonesAfter(ItemState? state, Update update)
    {
        var milestones = state?.Milestones.ToDictionary() ?? [];
        foreach (var change in update.Milestones.Where(c => c.ObjectionTo(milestones) is null))
        {
            milestones[change.Number] = change.Apply(milestones.GetValueOrDefault(change.Number), update.On);
        }

        return [.. milestones.Values.OrderBy(m => m.Number)];
    }

    private static void RefuseMilestones(ItemState? state, Update update, Action<string, string, string?> refuse)
    {
        var milestones = state?.Milestones.ToDictionary() ?? [];
        foreach (var change in update.Milestones)
        {
            if (change.ObjectionTo(milestones) is { } objection)
            {
                refuse(objection.Rule, objection.Message, objection.Field);
            }
            else
            {
                milestones[change.Number] = change.Apply(milestones.GetValueOrDefault(change.Number), update.On);
            }
        }
    }

    private static void RefuseOversize(Update update, Action<string, string, string?> refuse)
    {
        if (update.Note is { Length: > 10_000 })
        {
            refuse("update.note", "Keep the note to 10,000 characters.", "Note");
        }

        if (update.NextStep is { Length: > 1000 })
        {
            refuse("update.next-step", "Keep the next step to 1,000 characters.", "NextStep");
        }

        if (update.Outlook?.Cause is { Length: > 1000 })
        {
            refuse("outlook.cause-length", "Keep the cause to 1,000 characters.", "Cause");
        }

        if (update.Reason is { Length: > 1000 })
        {
            refuse("fact.reason", "Keep the reason to 1,000 characters.", FieldOf(Fact.Reason));
        }

        if (update.TargetReason is { Length: > 1000 } || update.Progress?.Reason is { Length: > 1000 } || update.DateText is { Length: > 200 })
        {
            refuse("update.length", "Keep each reason to 1,000 characters, and the day as written to 200.", null);
        }
    }

    private static void RefuseSources(IReadOnlyList<Evidence> evidence, Action<string, string, string?> refuse)
    {
        foreach (var source in evidence)
        {
            if (source.Document is null)
            {
                RefuseLink(source, refuse);
            }
            else if (source.Address is not null && !WebAddress.IsUsable(source.Address))
            {
                refuse("evidence.address", "The document’s address does not begin with http:// or https://.", "Evidence");
            }
        }
    }

    private static void RefuseLink(Evidence link, Action<string, string, string?> refuse)
    {
        if (Texts.IsBlank(link.Title) || link.Title.Length > 400)
        {
            refuse("evidence.title", "Give the source a title of at most 400 characters.", "EvidenceTitle");
        }

        if (!WebAddress.IsUsable(link.Address))
        {
            refuse("evidence.address", "Give the source’s address, beginning with http:// or https://.", "EvidenceAddress");
        }

        if (link.On is null)
        {
            refuse("evidence.day", "Enter the day of the source.", "EvidenceOn");
        }

        if (Texts.IsBlank(link.Issuer) || link.Issuer.Length > 200)
        {
            refuse("evidence.issuer", "Say who issued the source.", "EvidenceIssuer");
        }
    }

    private static string FieldOf(Fact fact) => $"Fact-{fact}";

    private static string? FieldOf(Condition condition) => condition switch
    {
        Condition.Source => "Evidence",
        Condition.ReceiptOrGoods => FieldOf(Fact.Goods),
        Condition.TargetOrNone => "TargetText",
        Condition.MilestonesMet => "Milestones",
        _ => "Stage",
    };

    private static string Kebab(Enum value) =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}

using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Is = Tracker.Domain.Items.Stage;
using Phases = Tracker.Domain.Items.Phase;

namespace Tracker.Domain.Tests.Items;

/// <summary>
/// The journal read once more, as plainly as possible and from the design: every entry up to a day, one after the
/// other, into one bag of values. It shares no step with the code that it is compared with.
/// </summary>
internal sealed class NaiveReading
{
    /// <summary>The stages that say by themselves that the item was delivered.</summary>
    private static readonly Dictionary<string, Stage[]> SaysDelivered = new()
    {
        ["commitment"] = [Is.Completed],
        ["contribution"] = [Is.Delivered],
        ["plan"] = [Is.FinalReportAdopted],
        ["fund"] = [Is.Operating, Is.Closing, Is.Closed],
        ["centre"] = [Is.Opened, Is.Dormant, Is.Closed],
        ["treaty"] = [Is.InForce],
        ["memorandum"] = [Is.Signed, Is.Expired, Is.Terminated],
        ["declaration"] = [Is.Adopted],
        ["project"] = [Is.Closed],
        ["study"] = [Is.Completed],
        ["mechanism"] = [Is.Active, Is.Dormant, Is.Ended],
    };

    private readonly Lifecycle _lifecycle;
    private Stage? _recorded;
    private DateOnly _recordedOn;
    private Dictionary<Stage, DateOnly> _reached = [];
    private readonly Dictionary<(int, Side), Verdict> _verdicts = [];
    private IReadOnlyList<Evidence> _sources = [];
    private bool _started;

    private NaiveReading(Lifecycle lifecycle) => _lifecycle = lifecycle;

    public string Title { get; private set; } = "";
    public string? Acronym { get; private set; }
    public Nature Nature { get; private set; }
    public int Weight { get; private set; }
    public string? Proposer { get; private set; }
    public Period? Period { get; private set; }
    public List<BodyPart> Bodies { get; private set; } = [];
    public List<Relation> Relations { get; private set; } = [];
    public List<Mention> Mentions { get; private set; } = [];
    public Stage? Stage { get; private set; }
    public DateOnly StageOn { get; private set; }
    public Stage? Held { get; private set; }

    /// <summary>The stage that entries moved to; a plan may have gone on by itself since.</summary>
    public Stage? Recorded => _recorded;

    public int StageEntry { get; private set; }
    public bool WasDelivered { get; private set; }
    public bool OpenedDelivered { get; private set; }
    public Outlook Outlook { get; private set; } = Outlook.NotRated;
    public string? NextStep { get; private set; }
    public DateOnly? RatedOn { get; private set; }
    public DateOnly LastReportedOn { get; private set; }
    public List<(Stage Aim, TargetDate Target)> Targets { get; } = [];
    public bool NoDateSet { get; private set; }
    public Dictionary<int, (int Weight, bool IsMet, bool IsDropped)> Milestones { get; } = [];
    public int? Manual { get; private set; }

    /// <summary>The entries that count: not voids, not voided, no assessments of voided ones.</summary>
    public static List<Entry> Live(IEnumerable<Entry> entries)
    {
        var all = entries.ToList();
        bool IsVoided(int sequence) => all.Exists(v => v.Content.Withdrawal?.Entry == sequence);
        var live = all.FindAll(e => e.Type != EntryType.Void && !IsVoided(e.Sequence) && !(e.Content.Assessment is { } a && IsVoided(a.Entry)));
        live.Sort((a, b) => a.On == b.On ? a.Sequence - b.Sequence : a.On!.Value.DayNumber - b.On!.Value.DayNumber);
        return live;
    }

    public static NaiveReading? On(Lifecycle lifecycle, IEnumerable<Entry> live, DateOnly day) => Before(lifecycle, live.Where(e => e.On <= day), day);

    /// <summary>The state on a day after exactly these entries.</summary>
    public static NaiveReading? Before(Lifecycle lifecycle, IEnumerable<Entry> entries, DateOnly day)
    {
        var reading = new NaiveReading(lifecycle);
        foreach (var entry in entries)
        {
            reading.Apply(entry);
        }

        (reading.Stage, reading.StageOn, reading._reached) = reading.Effective(day);
        return reading._started ? reading : null;
    }

    /// <summary>The next stage that a target waits for; with none left, the furthest that one was for.</summary>
    public Stage? Aim
    {
        get
        {
            var aims = _lifecycle.Path.Select(r => r.Stage).Where(s => Targets.Exists(t => t.Aim == s)).ToList();
            return NoDateSet || aims.Count == 0 ? null : aims.Exists(a => !_reached.ContainsKey(a)) ? aims.Find(a => !_reached.ContainsKey(a)) : aims[^1];
        }
    }

    public TargetDate? Target => Aim is null ? null : Targets.FindLast(t => t.Aim == Aim).Target;
    public TargetDate? Baseline => Targets.Where(t => t.Aim == Aim).Select(t => t.Target).FirstOrDefault();
    public int TimesRevised => Aim is null ? 0 : Targets.Count(t => t.Aim == Aim) - 1;
    public DateOnly? TargetMetOn => Aim is { } aim && _reached.TryGetValue(aim, out var on) ? on : null;

    private StageRule? Rule => (Stage == Is.OnHold ? Held : Stage) is { } stage ? _lifecycle.Rule(stage) : null;

    public Phase? Phase => Rule?.Phase;

    public int? Progress
    {
        get
        {
            if (Nature != Nature.Deliverable || Rule is not { Floor: { } floor, Ceiling: { } ceiling })
            {
                return null;
            }

            var all = Milestones.Values.Where(m => !m.IsDropped).Sum(m => m.Weight);
            var met = Milestones.Values.Where(m => m is { IsDropped: false, IsMet: true }).Sum(m => m.Weight);
            return Manual ?? (all == 0 ? floor : floor + (int)Math.Floor((ceiling - floor) * met / (decimal)all));
        }
    }

    public Standing StandingWhen(bool insideCounting)
    {
        if (Nature != Nature.Deliverable)
        {
            return Standing.NotDeliverable;
        }

        if (Phase is not { } phase)
        {
            return Stage == Is.Superseded ? Standing.Superseded : Standing.StageNotStated;
        }

        if (Stage == Is.Superseded)
        {
            return Standing.Superseded;
        }

        if (OpenedDelivered)
        {
            return Standing.DeliveredBefore;
        }

        if (!WasDelivered && phase == Phases.NoLongerRunning)
        {
            return Standing.NoLongerRunning;
        }

        return insideCounting ? Standing.CountsInside
            : WasDelivered ? Standing.Delivered
            : phase == Phases.NotStarted ? Standing.NotStarted
            : Standing.UnderWay;
    }

    public Assurance Assurance
    {
        get
        {
            var verdicts = _verdicts.Where(v => v.Key.Item1 == StageEntry).Select(v => v.Value).ToList();
            return verdicts.Contains(Verdict.Contested) ? Assurance.Contested
                : verdicts.Count > 1 ? Assurance.Confirmed
                : verdicts.Count > 0 ? Assurance.OneSide
                : _sources.Count == 0 ? Assurance.SelfReported
                : _sources.All(s => s.IsPress) ? Assurance.Press
                : Assurance.Official;
        }
    }

    /// <summary>What a plan is on a day, counted from what was recorded: in force and over by itself.</summary>
    private (Stage? Stage, DateOnly On, Dictionary<Stage, DateOnly> Reached) Effective(DateOnly day)
    {
        Dictionary<Stage, DateOnly> reached = new(_reached);
        var (stage, on) = (_recorded, _recordedOn);
        if (_lifecycle == Lifecycle.Plan && stage == Is.Adopted && (Period?.FirstDay ?? on) <= day)
        {
            on = Period?.FirstDay > on ? Period.FirstDay.Value : on;
            stage = Is.InForce;
            reached.TryAdd(Is.InForce, on);
        }

        if (_lifecycle == Lifecycle.Plan && stage == Is.InForce && Period?.LastDay < day)
        {
            on = Period.LastDay.Value.AddDays(1) > _recordedOn ? Period.LastDay.Value.AddDays(1) : _recordedOn;
            stage = Is.Ended;
            reached.TryAdd(Is.Ended, on);
        }

        return (stage, on, reached);
    }

    private void Apply(Entry entry)
    {
        var on = entry.On!.Value;
        var (from, _, reached) = Effective(on);
        if (entry.Content.Profile is { } profile)
        {
            (Title, Acronym, Nature, Weight, Proposer, Period) = (profile.Title, profile.Acronym, profile.Nature, profile.Weight, profile.Proposer, profile.Period);
            (Bodies, Relations, Mentions) = ([.. profile.Bodies], [.. profile.Relations], [.. profile.Mentions]);
        }

        if (entry.Content.Revision is { } revision)
        {
            Title = revision.Title ?? Title;
            Acronym = revision.Acronym switch { null => Acronym, "" => null, var given => given };
            Nature = revision.Nature ?? Nature;
            Weight = revision.Weight ?? Weight;
            Proposer = revision.Proposer ?? Proposer;
            Period = revision.Period switch { null => Period, { Text: "" } => null, var given => given };
            Bodies = revision.Bodies?.ToList() ?? Bodies;
            Relations = revision.Relations?.ToList() ?? Relations;
            Mentions.RemoveAll(revision.MentionsWithdrawn.Contains);
            Mentions.AddRange(revision.MentionsAdded.Where(m => !Mentions.Contains(m)));
        }

        if (entry.Content.Assessment is { } assessment)
        {
            _verdicts[(assessment.Entry, assessment.Side)] = assessment.Verdict;
        }

        if (entry.Content.Update is { } update)
        {
            Apply(entry, update, on, from, reached);
        }

        _started = true;
    }

    private void Apply(Entry entry, Update update, DateOnly on, Is? from, Dictionary<Is, DateOnly> reached)
    {
        LastReportedOn = on;
        if (!_started)
        {
            (_recordedOn, StageEntry, _sources) = (on, entry.Sequence, update.Evidence);
        }

        if (update.Stage is { } to && to != _recorded)
        {
            var resumes = from == Is.OnHold && Held == to;
            Manual = resumes || to == Is.OnHold ? Manual : null;
            Held = to == Is.OnHold ? from : null;
            (_recorded, _recordedOn, _reached, StageEntry, _sources) = (to, on, reached, entry.Sequence, update.Evidence);
            WasDelivered |= SaysDelivered[_lifecycle.Name].Contains(to);
            OpenedDelivered |= !_started && WasDelivered;
            var order = _lifecycle.Path.Select(r => r.Stage).ToList();
            for (var i = 0; order.Contains(to) && i < order.Count; i++)
            {
                if (i > order.IndexOf(to))
                {
                    _reached.Remove(order[i]);
                }
                else
                {
                    _reached.TryAdd(order[i], on);
                }
            }
        }

        foreach (var change in update.Milestones)
        {
            var known = Milestones.GetValueOrDefault(change.Number);
            Milestones[change.Number] = change.Act switch
            {
                MilestoneAct.Add => (change.Weight, false, false),
                MilestoneAct.Meet => (known.Weight, true, false),
                MilestoneAct.Drop => (known.Weight, known.IsMet, true),
                _ => (known.Weight, false, false),
            };
        }

        if (update.Outlook is { } rating)
        {
            (Outlook, RatedOn) = (rating.Outlook, on);
        }

        if (update.Target is { } target)
        {
            var usual = _lifecycle == Lifecycle.Plan ? Is.Adopted : _lifecycle.Path.First(r => r.Phase == Phases.Delivered).Stage;
            Targets.Add((target.Aim ?? usual, target));
            NoDateSet = false;
        }

        NoDateSet |= update.NoDateSet;
        NextStep = update.NextStep ?? NextStep;
        Manual = update.Progress?.Percent ?? Manual;
    }
}

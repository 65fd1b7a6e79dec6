using System.Linq.Expressions;

namespace Tracker.Domain.Items;

/// <summary>
/// What figures, filters and orders ask of a <see cref="Span"/>, and nothing else: small enough that those of a
/// whole register stand in memory. Its members have the names and meanings of the span's.
/// </summary>
public readonly struct Facets
{
    private readonly int _from;
    private readonly int _until;
    private readonly int _ratedOn;
    private readonly int _targetLatest;
    private readonly int _targetMetOn;
    private readonly int _lastReportedOn;
    private readonly int _stageOn;
    private readonly int _periodLast;
    private readonly int _periodFirst;
    private readonly int _baselineLatest;
    private readonly ushort _missingFacts;
    private readonly byte _kind;
    private readonly byte _form;
    private readonly byte _nature;
    private readonly byte _pillar;
    private readonly byte _stage;
    private readonly byte _phase;
    private readonly byte _standing;
    private readonly byte _outlook;
    private readonly byte _strengths;
    private readonly byte _targetAim;
    private readonly byte _timesRevised;
    private readonly byte _progress;
    private readonly byte _assurance;

    public Facets(
        DateOnly from, DateOnly until, Kind kind, Form form, Nature nature, Pillar pillar, Stage? stage, DateOnly stageOn, Phase? phase, Standing standing,
        Outlook outlook, DateOnly? ratedOn, bool hasTarget, DateOnly? targetLatest, DateOnly? targetMetOn, DateOnly lastReportedOn, int missingFacts, int strengths, DateOnly? periodFirst, DateOnly? periodLast, DateOnly? baselineLatest, string leads, string title,
        Stage? targetAim, int timesRevised, int? progress, Assurance assurance)
    {
        (_from, _until, _stageOn, _lastReportedOn) = (from.DayNumber, until.DayNumber, stageOn.DayNumber, lastReportedOn.DayNumber);
        (_ratedOn, _targetLatest, _targetMetOn) = (Number(ratedOn), Number(targetLatest), Number(targetMetOn));
        (_periodFirst, _periodLast, _baselineLatest) = (Number(periodFirst), Number(periodLast), Number(baselineLatest));
        (_kind, _form, _nature, _pillar, _standing, _outlook) = ((byte)kind, (byte)form, (byte)nature, (byte)pillar, (byte)standing, (byte)outlook);
        (_stage, _phase) = ((byte)((int?)stage + 1 ?? 0), (byte)((int?)phase + 1 ?? 0));
        _missingFacts = (ushort)Math.Min(missingFacts, ushort.MaxValue);
        _strengths = (byte)strengths;
        (_targetAim, _timesRevised, _progress, _assurance) = ((byte)((int?)targetAim + 1 ?? 0), (byte)Math.Min(timesRevised, byte.MaxValue), (byte)(progress + 1 ?? 0), (byte)assurance);
        HasTarget = hasTarget;
        (Leads, Title) = (leads, title);
    }

    public DateOnly From => DateOnly.FromDayNumber(_from);

    public DateOnly Until => DateOnly.FromDayNumber(_until);

    public Kind Kind => (Kind)_kind;

    public Form Form => (Form)_form;

    public Nature Nature => (Nature)_nature;

    public Pillar Pillar => (Pillar)_pillar;

    public Stage? Stage => _stage == 0 ? null : (Stage)(_stage - 1);

    public DateOnly StageOn => DateOnly.FromDayNumber(_stageOn);

    public Phase? Phase => _phase == 0 ? null : (Phase)(_phase - 1);

    public Standing Standing => (Standing)_standing;

    public Outlook Outlook => (Outlook)_outlook;

    public DateOnly? RatedOn => Day(_ratedOn);

    /// <summary>Whether there is a target at all, with a day or without.</summary>
    public bool HasTarget { get; }

    public DateOnly? TargetLatest => Day(_targetLatest);

    public DateOnly? TargetMetOn => Day(_targetMetOn);

    /// <summary>The stage that the target is for; null where there is no target.</summary>
    public Stage? TargetAim => _targetAim == 0 ? null : (Stage)(_targetAim - 1);

    /// <summary>How often the target for that stage was revised; 255 and more read as 255.</summary>
    public int TimesRevised => _timesRevised;

    /// <summary>In %; null where the stage has none.</summary>
    public int? Progress => _progress == 0 ? null : _progress - 1;

    public Assurance Assurance => (Assurance)_assurance;

    public DateOnly LastReportedOn => DateOnly.FromDayNumber(_lastReportedOn);

    public int MissingFacts => _missingFacts;

    public int Strengths => _strengths;

    public DateOnly? PeriodFirst => Day(_periodFirst);

    public DateOnly? PeriodLast => Day(_periodLast);

    public DateOnly? BaselineLatest => Day(_baselineLatest);

    /// <summary>Codes of the lead bodies, with commas; empty where there is none.</summary>
    public string Leads { get; }

    public string Title { get; }

    public bool HasLead => Leads.Length > 0;

    public bool Covers(DateOnly day) => _from <= day.DayNumber && day.DayNumber < _until;

    /// <summary>The rating on a day: one older than the reporting cycle reads as Not rated.</summary>
    public Outlook OutlookOn(DateOnly day, ReportingRules rules) => RatedOn >= rules.RecentFrom(day) ? Outlook : Outlook.NotRated;

    /// <summary>What the calendar says on a day.</summary>
    public Schedule ScheduleOn(DateOnly day, ReportingRules rules) => Schedules.Of(HasTarget, TargetLatest, TargetMetOn, Phase, day, rules);

    /// <summary>
    /// From which day to which, both included, its period and its target lie on a line of time, the first target and what is
    /// late about the present one included; null where none of them names a day.
    /// </summary>
    public (DateOnly First, DateOnly Last)? DatesOn(DateOnly day)
    {
        var (first, last) = (int.MaxValue, -1);
        Take(_periodFirst);
        Take(_periodLast);
        Take(_targetLatest);
        Take(_baselineLatest);
        Take(_periodLast < 0 && _periodFirst >= 0 && day.DayNumber > _periodFirst ? day.DayNumber : -1);
        if (_targetLatest >= 0)
        {
            // A target that was met late, or is overdue, reaches to the day on which it was met, or to the day asked for.
            Take(_targetMetOn > _targetLatest ? _targetMetOn : -1);
            Take(_targetMetOn < 0 && Phase != Items.Phase.NoLongerRunning && day.DayNumber > _targetLatest ? day.DayNumber : -1);
        }

        return last < 0 ? null : (DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last));

        void Take(int number)
        {
            if (number >= 0)
            {
                (first, last) = (Math.Min(first, number), Math.Max(last, number));
            }
        }
    }

    private static int Number(DateOnly? day) => day?.DayNumber ?? -1;

    private static DateOnly? Day(int number) => number < 0 ? null : DateOnly.FromDayNumber(number);
}

using System.Globalization;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Items;

/// <summary>What a person has typed into the update form, as typed; nothing is cleared by being unusable.</summary>
public sealed class UpdateDraft
{
    public string Code { get; set; } = "";

    /// <summary>The latest entry that the person saw.</summary>
    public int LastSeen { get; set; }

    public string? On { get; set; }
    public string? DateText { get; set; }
    public string? DateEarliest { get; set; }
    public string? DateLatest { get; set; }

    /// <summary>The stage chosen; null for no change of stage.</summary>
    public Stage? Stage { get; set; }

    public Dictionary<Fact, string> Facts { get; set; } = [];
    public HashSet<Fact> NotStated { get; set; } = [];

    /// <summary>Null to leave the rating as it is.</summary>
    public Outlook? Outlook { get; set; }

    public string? Cause { get; set; }
    public string? NextStep { get; set; }

    public string? TargetText { get; set; }
    public string? TargetEarliest { get; set; }
    public string? TargetLatest { get; set; }
    public Stage? TargetAim { get; set; }
    public string? TargetReason { get; set; }
    public bool NoDateSet { get; set; }

    /// <summary>What happens to milestones of the item, by number.</summary>
    public Dictionary<int, MilestoneAct> MilestoneActs { get; set; } = [];

    public List<NewMilestone> NewMilestones { get; set; } = [];
    public string? Progress { get; set; }
    public string? ProgressReason { get; set; }
    public List<Source> Sources { get; set; } = [];
    public bool NoChange { get; set; }
    public int? DiffersFrom { get; set; }
    public string? Note { get; set; }

    /// <summary>Fields that are left to what somebody else saved meanwhile (<see cref="BothSaid"/>); what is typed in them stays.</summary>
    public HashSet<string> LeftOut { get; set; } = [];

    public sealed class NewMilestone
    {
        public string? Title { get; set; }
        public string? DueText { get; set; }
        public string? DueLatest { get; set; }
        public string? Weight { get; set; } = "1";
    }

    /// <summary>A source as typed: a document of the register, or a link.</summary>
    public sealed class Source
    {
        public bool IsLink { get; set; }
        public string? Document { get; set; }
        public int? Paragraph { get; set; }
        public string? Title { get; set; }
        public string? Address { get; set; }
        public string? On { get; set; }
        public string? Issuer { get; set; }
        public DocumentKind Kind { get; set; } = DocumentKind.OfficialPage;
    }

    public static UpdateDraft For(string code, int lastSeen, DateOnly today) =>
        new() { Code = code, LastSeen = lastSeen, On = AsOfDay.Write(today) };

    /// <summary>The day typed, where it is one.</summary>
    public DateOnly? OnDay => Day(On);

    /// <summary>The update that the words make, and what of them cannot be read.</summary>
    /// <param name="moves">How the stage chosen is reached; facts of other stages stay in the draft and are not sent.</param>
    /// <param name="today">Stands in for a day that cannot be read, so that all other reasons can be asked for.</param>
    public (Update Update, IReadOnlyList<Refusal> Unreadable) Read(IReadOnlyCollection<Fact> moves, int lastMilestone, DateOnly today)
    {
        List<Refusal> unreadable = [];
        if (OnDay is null)
        {
            unreadable.Add(new("form.day", "Enter the day from which it holds, such as 2022-06-30.", "On"));
        }

        DateOnly? Read(string? text, string what, string field)
        {
            if (string.IsNullOrWhiteSpace(text) || Day(text) is not null)
            {
                return Day(text);
            }

            unreadable.Add(new("form.day", $"Enter the {what} as a day of the calendar, such as 2022-06-30.", field));
            return null;
        }

        var update = new Update
        {
            On = OnDay ?? today,
            DateText = Words(DateText),
            DateEarliest = Read(DateEarliest, "first day of what the source gives", "On"),
            DateLatest = Read(DateLatest, "last day of what the source gives", "On"),
            Stage = Stage,
            Facts = Facts.Where(f => moves.Contains(f.Key) && !NotStated.Contains(f.Key) && !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(f => f.Key, f => f.Value.Trim()),
            NotStated = Sources.Count == 0 ? [] : [.. NotStated.Where(moves.Contains).Order()],
            Outlook = Outlook is { } outlook ? new Rating(outlook, outlook is Domain.Items.Outlook.AtRisk or Domain.Items.Outlook.OffTrack ? Words(Cause) : null) : null,
            NextStep = Words(NextStep),
            Target = HasTarget ? new TargetDate(TargetText?.Trim() ?? "", Read(TargetEarliest, "earliest day", "TargetLatest"), Read(TargetLatest, "latest day", "TargetLatest"), TargetAim) : null,
            TargetReason = HasTarget || NoDateSet ? Words(TargetReason) : null,
            NoDateSet = NoDateSet,
            Milestones = [.. Changes(lastMilestone, Read, unreadable)],
            Progress = ReadProgress(unreadable),
            Evidence = [.. Sources.Select(s => EvidenceOf(s, Read))],
            NoChange = NoChange,
            DiffersFrom = DiffersFrom,
            Note = Words(Note),
        };
        foreach (var _ in Sources.Where(s => !s.IsLink && string.IsNullOrEmpty(s.Document)))
        {
            unreadable.Add(new("form.source", "Choose the document, or remove the source.", "Evidence"));
        }

        return (update, unreadable);
    }

    private bool HasTarget =>
        !string.IsNullOrWhiteSpace(TargetText) || !string.IsNullOrWhiteSpace(TargetEarliest) || !string.IsNullOrWhiteSpace(TargetLatest) || TargetAim is not null;

    private ManualProgress? ReadProgress(List<Refusal> unreadable)
    {
        if (string.IsNullOrWhiteSpace(Progress))
        {
            return null;
        }

        if (int.TryParse(Progress, NumberStyles.None, CultureInfo.InvariantCulture, out var percent))
        {
            return new(percent, ProgressReason?.Trim() ?? "");
        }

        unreadable.Add(new("form.progress", "Enter progress as a whole number.", "Progress"));
        return null;
    }

    private IEnumerable<MilestoneChange> Changes(int last, Func<string?, string, string, DateOnly?> read, List<Refusal> unreadable)
    {
        foreach (var (number, act) in MilestoneActs)
        {
            yield return new(number, act);
        }

        foreach (var added in NewMilestones)
        {
            if (!int.TryParse(added.Weight, NumberStyles.None, CultureInfo.InvariantCulture, out var weight))
            {
                unreadable.Add(new("form.weight", "Enter the weight of the milestone as a whole number.", "Milestones"));
                weight = 1;
            }

            var latest = read(added.DueLatest, "milestone’s latest day", "Milestones");
            var due = Words(added.DueText) ?? (latest is { } day ? AsOfDay.InWords(day) : null);
            yield return new(++last, MilestoneAct.Add, added.Title?.Trim(), due is null ? null : new TargetDate(due, null, latest), weight);
        }
    }

    private static Evidence EvidenceOf(Source source, Func<string?, string, string, DateOnly?> read) =>
        source.IsLink
            ? new(null, source.Title?.Trim() ?? "", read(source.On, "day of the source", "EvidenceOn"), Words(source.Issuer), source.Kind, source.Address?.Trim())
            : new(source.Document ?? "", "", null, null, DocumentKind.Statement, null, source.Paragraph);

    private static DateOnly? Day(string? text) => AsOfDay.TryRead(text, out var day) ? day : null;

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

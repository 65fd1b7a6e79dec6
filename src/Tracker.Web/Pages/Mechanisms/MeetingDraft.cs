using System.Globalization;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Mechanisms;

/// <summary>What a person has typed into the form of a meeting, as typed; nothing is cleared by being unusable.</summary>
public sealed class MeetingDraft
{
    /// <summary>What is said of follow-ups.</summary>
    public enum FollowUpChoice
    {
        Named,
        None,
        NotRecorded,
    }

    /// <summary>One line of a list, so that it keeps its place while it is typed.</summary>
    public sealed class Line
    {
        public string? Code { get; set; }
    }

    /// <summary>Code of the mechanism.</summary>
    public string Mechanism { get; set; } = "";

    /// <summary>The meeting that is changed; null for a new one.</summary>
    public Guid? Meeting { get; set; }

    /// <summary>The version of the meeting that the person saw.</summary>
    public int LastSeen { get; set; }

    public string? Number { get; set; }
    public string? On { get; set; }

    /// <summary>Null until it is chosen.</summary>
    public MeetingStatus? Status { get; set; }

    public string? Host { get; set; }
    public List<Line> Chairs { get; set; } = [];
    public string? OutcomeDocument { get; set; }

    /// <summary>Null until it is chosen; asked for of a held meeting only.</summary>
    public FollowUpChoice? Choice { get; set; }

    public List<Line> Items { get; set; } = [];
    public string? Text { get; set; }

    /// <summary>The meeting as it was recorded when the form was opened; what differs from it is what the person changed.</summary>
    public MeetingDraft? Seen { get; set; }

    public static MeetingDraft Of(string mechanism, Meeting? meeting)
    {
        var draft = AsRecorded(mechanism, meeting);
        draft.Seen = meeting is null ? null : AsRecorded(mechanism, meeting);
        return draft;
    }

    /// <summary>Somebody else changed the meeting: fields that the person left alone follow what is recorded now, the others stay as typed.</summary>
    public void Follow(Meeting now)
    {
        var (seen, recorded) = (Seen ?? AsRecorded(Mechanism, now), AsRecorded(Mechanism, now));
        static string Codes(List<Line> lines) => string.Join('\n', lines.Select(l => l.Code));

        Number = Number == seen.Number ? recorded.Number : Number;
        On = On == seen.On ? recorded.On : On;
        Status = Status == seen.Status ? recorded.Status : Status;
        Host = Host == seen.Host ? recorded.Host : Host;
        Chairs = Codes(Chairs) == Codes(seen.Chairs) ? recorded.Chairs : Chairs;
        OutcomeDocument = OutcomeDocument == seen.OutcomeDocument ? recorded.OutcomeDocument : OutcomeDocument;
        Choice = Choice == seen.Choice ? recorded.Choice : Choice;
        Items = Codes(Items) == Codes(seen.Items) ? recorded.Items : Items;
        Text = Text == seen.Text ? recorded.Text : Text;
        (Seen, LastSeen) = (AsRecorded(Mechanism, now), now.Version);
    }

    private static MeetingDraft AsRecorded(string mechanism, Meeting? meeting) => meeting is null
        ? new() { Mechanism = mechanism }
        : new()
        {
            Mechanism = mechanism,
            Meeting = meeting.Id,
            LastSeen = meeting.Version,
            Number = meeting.Number?.ToString(CultureInfo.InvariantCulture),
            On = AsOfDay.Write(meeting.On),
            Status = meeting.Status,
            Host = meeting.Host,
            Chairs = [.. meeting.Chairs.Select(c => new Line { Code = c })],
            OutcomeDocument = meeting.OutcomeDocument,
            Choice = meeting.Status != MeetingStatus.Held ? null
                : meeting.FollowUps is not { } asked ? FollowUpChoice.NotRecorded
                : asked.AreNone ? FollowUpChoice.None
                : FollowUpChoice.Named,
            Items = [.. (meeting.FollowUps?.Items ?? []).Select(c => new Line { Code = c })],
            Text = meeting.FollowUps?.Text,
        };

    /// <summary>What is to be recorded, and what cannot be read of it.</summary>
    public (MeetingReport Report, IReadOnlyList<Refusal> Unreadable) Read(DateOnly today)
    {
        List<Refusal> unreadable = [];
        if (Status is null)
        {
            unreadable.Add(new("form.status", "Say whether the meeting is scheduled, was held or is cancelled.", "Status"));
        }

        if (!AsOfDay.TryRead(On, out var day))
        {
            unreadable.Add(new("form.day", "Enter the day of the meeting, such as 2022-06-30.", "On"));
            day = today;
        }

        int? number = null;
        if (!string.IsNullOrWhiteSpace(Number))
        {
            if (int.TryParse(Number.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read))
            {
                number = read;
            }
            else
            {
                unreadable.Add(new("form.number", "Enter the number in digits, such as 10, or leave it empty.", "Number"));
            }
        }

        var held = Status == MeetingStatus.Held;
        return (
            new()
            {
                Number = number,
                On = day,
                Status = Status ?? MeetingStatus.Held,
                Host = Host,
                Chairs = CodesOf(Chairs),
                OutcomeDocument = held ? OutcomeDocument : null,
                FollowUps = held ? ReadFollowUps(unreadable) : null,
            },
            unreadable);
    }

    private FollowUps? ReadFollowUps(List<Refusal> unreadable)
    {
        switch (Choice)
        {
            case FollowUpChoice.None:
                return FollowUps.None;
            case FollowUpChoice.NotRecorded:
                return null;
            case FollowUpChoice.Named:
                var asked = new FollowUps([.. CodesOf(Items).Select(c => c.ToUpperInvariant())], Text);
                if (asked.AreNone)
                {
                    unreadable.Add(new("form.follow-ups", "Name an item or write what the meeting asked for, or choose “None”.", "FollowUps"));
                }

                return asked;
            default:
                unreadable.Add(new("form.follow-ups", "Say what the meeting asked for, or that it asked for nothing.", "FollowUps"));
                return null;
        }
    }

    private static List<string> CodesOf(List<Line> lines) =>
        [.. lines.Where(l => !string.IsNullOrWhiteSpace(l.Code)).Select(l => l.Code!.Trim())];
}

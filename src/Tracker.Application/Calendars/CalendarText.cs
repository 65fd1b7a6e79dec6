using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Tracker.Application.Calendars;

/// <summary>A day in a calendar.</summary>
/// <param name="Uid">Of what it is about, whatever its day: a change moves it.</param>
/// <param name="Link">The page that it leads to.</param>
internal sealed record Event(string Uid, DateOnly On, string Title, string Says, string Link)
{
    /// <summary>The item that it belongs to; empty of a meeting.</summary>
    public Guid ItemId { get; init; }

    public string? Place { get; init; }
    public bool IsCancelled { get; init; }

    /// <summary>Grows with each change.</summary>
    public int Sequence { get; init; }

    /// <summary>UTC; when it was recorded as it stands.</summary>
    public DateTime RecordedAt { get; init; }
}

/// <summary>Writes days as RFC 5545 has it; the same days are the same characters.</summary>
internal static class CalendarText
{
    public static string Write(string name, IEnumerable<Event> events)
    {
        var written = new Ical.Net.Calendar { ProductId = "-//Tracker//Calendar//EN", Method = "PUBLISH" };
        written.AddProperty("X-WR-CALNAME", name);
        foreach (var day in events)
        {
            var stamp = new CalDateTime(DateTime.SpecifyKind(day.RecordedAt, DateTimeKind.Utc));
            written.Events.Add(new CalendarEvent
            {
                Uid = day.Uid,
                DtStamp = stamp,
                LastModified = stamp,
                Sequence = day.Sequence,
                DtStart = new CalDateTime(day.On),
                Summary = Kept(day.Title),
                Description = Kept($"{day.Says}\n{day.Link}"),
                Location = day.Place is { } place ? Kept(place) : null,
                Url = new Uri(day.Link),
                Status = day.IsCancelled ? "CANCELLED" : "CONFIRMED",
                Transparency = "TRANSPARENT",
            });
        }

        if (written.Events.Count == 0)
        {
            // A calendar without any component is none (RFC 5545, 3.6); a time zone is one that shows nothing.
            var zone = new VTimeZone("UTC");
            var standard = new CalendarComponent("STANDARD");
            standard.AddProperty("DTSTART", "19700101T000000");
            standard.AddProperty("TZOFFSETFROM", "+0000");
            standard.AddProperty("TZOFFSETTO", "+0000");
            zone.Children.Add(standard);
            written.AddTimeZone(zone);
        }

        return new CalendarSerializer().SerializeToString(written)!;
    }

    /// <summary>Without what a text of a calendar cannot hold: controls other than a line break.</summary>
    private static string Kept(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes().Where(r => r.Value == '\n' || !Rune.IsControl(r)));
}

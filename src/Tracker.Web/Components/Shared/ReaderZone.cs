using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Web.Components.Shared;

/// <summary>
/// The time zone of who reads. Their browser says it in a cookie (js/tracker.js), so that instants are
/// written in it from the second page on; until then, and where it is no zone known here, they are
/// written in the organisation's. Either way the zone is named.
/// </summary>
/// <remarks>Days are the organisation's for everybody and never shift.</remarks>
public static partial class ReaderZone
{
    public const string Cookie = "tracker-zone";

    /// <summary>Null for what is no name of a zone, whatever else it may be.</summary>
    public static TimeZoneInfo? Read(string? cookie) =>
        cookie is { Length: <= 64 } && Name().IsMatch(cookie) && TimeZoneInfo.TryFindSystemTimeZoneById(cookie, out var zone) ? zone : null;

    /// <summary>"24 November 2026, 17:05 (Asia/Seoul)".</summary>
    /// <param name="utc">An instant.</param>
    public static string Write(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
        return $"{AsOfDay.InWords(DateOnly.FromDateTime(local))}, {local:HH:mm} ({zone.Id})";
    }

    /// <summary>"17:05": the time of day alone, where the day and the zone are known.</summary>
    /// <param name="utc">An instant.</param>
    public static string Clock(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    // A zone is looked up as a file by its name: nothing that could be another path gets there.
    [GeneratedRegex(@"\A(UTC|[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+){1,2})\z")]
    private static partial Regex Name();
}

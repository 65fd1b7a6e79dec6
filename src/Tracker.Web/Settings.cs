using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Web;

/// <summary>The installation's settings, <c>Tracker:…</c>, read once at start.</summary>
/// <param name="Zone">The organisation's time zone; "today" is the day there.</param>
public sealed record Settings(string Partnership, TimeZoneInfo Zone, ReportingRules Rules, bool PublicRead, bool DemoPeople)
{
    private const int MostDays = 3660;

    /// <exception cref="StartUpException">A setting cannot be read; the message names it.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var tracker = configuration.GetSection("Tracker");
        return new(
            tracker["Partnership"] is { Length: > 0 } name ? name : "Tracker",
            ZoneOf(tracker["TimeZone"] ?? "Asia/Jakarta"),
            new ReportingRules(
                DaysOf(tracker, "ReportingCycleDays", ReportingRules.Default.ReportingCycle),
                DaysOf(tracker, "DueWindowDays", ReportingRules.Default.DueWindow)),
            FlagOf(tracker, "PublicRead"),
            FlagOf(tracker, "DemoPeople"));
    }

    private static TimeZoneInfo ZoneOf(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new StartUpException($"Tracker:TimeZone is “{name}”, which is no time zone known here. Set it to a name such as Asia/Jakarta or Asia/Seoul.");

    private static int DaysOf(IConfiguration tracker, string key, int otherwise) => tracker[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, out var days) && days is >= 1 and <= MostDays => days,
        var text => throw new StartUpException($"Tracker:{key} is “{text}”. Set it to a number of days from 1 to {MostDays}."),
    };

    private static bool FlagOf(IConfiguration tracker, string key) => tracker[key] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new StartUpException($"Tracker:{key} is “{text}”. Set it to true or false."),
    };
}

using System.Globalization;
using Tracker.Application.Centres;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Centres;

/// <summary>How the board speaks of a centre.</summary>
public static class CentreWords
{
    /// <summary>"1 day", "1,234 days".</summary>
    public static string Days(int days) => days == 1 ? "1 day" : $"{days.ToString("N0", CultureInfo.InvariantCulture)} days";

    /// <summary>What is known of it, one line each; what is not known has no line.</summary>
    public static IEnumerable<(string Word, string Text)> Facts(CentreRow centre)
    {
        if (centre.Hosts.Count > 0)
        {
            yield return ("Host", string.Join(", ", centre.Hosts));
        }

        if (centre.Instrument is { } instrument)
        {
            yield return ("Instrument", instrument);
        }

        if (centre.OpenedOn is { } opened)
        {
            yield return ("Opened", AsOfDay.InWords(opened) + (centre.Place is { } place ? $", {place}" : ""));
        }
    }
}

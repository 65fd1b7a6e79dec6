using System.Text.RegularExpressions;
using MudBlazor;

namespace Tracker.Web.Components.Layout;

/// <summary>The places of the rail, in their order; a place is listed once its page exists.</summary>
public static partial class Navigation
{
    public sealed record Place(string Word, string Address, string Icon);

    public static IReadOnlyList<Place> Places { get; } =
    [
        new("Overview", "", Icons.Material.Outlined.SpaceDashboard),
        new("Register", "items", Icons.Material.Outlined.ListAlt),
        new("Changes", "changes", Icons.Material.Outlined.Difference),
        new("My updates", "my", Icons.Material.Outlined.EditNote),
        new("Plans", "plans", Icons.Material.Outlined.FactCheck),
        new("Funds", "funds", Icons.Material.Outlined.Savings),
        new("Centres", "centres", Icons.Material.Outlined.Apartment),
        new("Documents", "documents", Icons.Material.Outlined.Article),
        new("Mechanisms", "mechanisms", Icons.Material.Outlined.Groups),
        new("Timeline", "timeline", Icons.Material.Outlined.ViewTimeline),
        new("Bodies", "bodies", Icons.Material.Outlined.AccountBalance),
    ];

    /// <summary>Whether a page, by its address within the application, shows today alone: forms, one's own work, accounts and backups.</summary>
    public static bool IsForToday(string here) => TodayAlone().IsMatch(here);

    /// <summary>Whether a page reads up to which instant it is to know the register.</summary>
    public static bool IsReport(string here) => Reports().IsMatch(here);

    [GeneratedRegex(@"^(items/(new|leads|[^/]+/(update|edit))|funds/[^/]+/(entry|take-back/[^/]+)|mechanisms/[^/]+/meeting|my|admin/.+)/?$", RegexOptions.IgnoreCase)]
    private static partial Regex TodayAlone();

    [GeneratedRegex("^(changes|targets)/?$", RegexOptions.IgnoreCase)]
    private static partial Regex Reports();

    /// <summary>How many places the bar of a phone shows before "More".</summary>
    public const int OnPhones = 4;
}

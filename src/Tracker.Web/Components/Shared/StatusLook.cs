using Tracker.Domain.Items;

namespace Tracker.Web.Components.Shared;

/// <summary>The colour's name (a class of the style sheet) and the symbol of each status, the same on every page.</summary>
public static class StatusLook
{
    public static string Colour(Phase? phase) => phase switch
    {
        Phase.NotStarted => "grey",
        Phase.UnderWay => "blue",
        Phase.Delivered => "green",
        Phase.NoLongerRunning => "violet",
        _ => "plain",
    };

    public static string Colour(Outlook outlook) => outlook switch
    {
        Outlook.OnTrack => "green",
        Outlook.AtRisk => "amber",
        Outlook.OffTrack => "red",
        _ => "plain",
    };

    public static string Colour(Schedule schedule) => schedule switch
    {
        Schedule.Overdue => "red",
        Schedule.Due => "amber",
        Schedule.MetOnTime => "green",
        Schedule.Upcoming or Schedule.MetLate => "grey",
        _ => "plain",
    };

    public static string Colour(Assurance assurance) => assurance switch
    {
        Assurance.Contested => "red",
        Assurance.Confirmed or Assurance.OneSide => "green",
        Assurance.Official => "blue",
        _ => "grey",
    };

    public static string Symbol(Schedule schedule) => schedule switch
    {
        Schedule.Overdue or Schedule.Due => "◷",
        Schedule.Upcoming => "→",
        Schedule.MetOnTime or Schedule.MetLate => "✓",
        Schedule.NoDate => "·",
        _ => "",
    };

    public static string Symbol(Assurance assurance) => assurance switch
    {
        Assurance.Contested => "≠",
        Assurance.Confirmed => "✓✓",
        Assurance.OneSide => "✓",
        Assurance.Official => "§",
        Assurance.Press => "¶",
        _ => "“",
    };

    public static string Symbol(Nature nature) => nature switch
    {
        Nature.Deliverable => "◆",
        Nature.Continuing => "∞",
        Nature.Position => "“",
        Nature.Proposal => "?",
        _ => "→",
    };
}

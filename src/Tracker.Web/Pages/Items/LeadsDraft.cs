namespace Tracker.Web.Pages.Items;

/// <summary>Which items are to have which lead, as chosen and typed.</summary>
public sealed class LeadsDraft
{
    /// <summary>Codes of the items chosen.</summary>
    public HashSet<string> Items { get; set; } = [];

    public string? Body { get; set; }

    /// <summary>Leads of the body's side give way to it.</summary>
    public bool InPlace { get; set; }

    public string? On { get; set; }
    public string? Note { get; set; }
}

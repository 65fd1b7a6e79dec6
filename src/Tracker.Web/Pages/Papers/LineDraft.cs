namespace Tracker.Web.Pages.Papers;

/// <summary>What is typed into the form for a line to take.</summary>
public sealed class LineDraft
{
    public string Text { get; set; } = "";

    /// <summary>The line that stood when the form was opened.</summary>
    public Guid? LastSeen { get; set; }
}

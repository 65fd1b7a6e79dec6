namespace Tracker.Web.Components.Shared;

/// <summary>A page above another one, in the breadcrumb.</summary>
/// <param name="Address">With the day shown, where it is a past one.</param>
public sealed record Crumb(string Word, string Address)
{
    /// <summary>A place of the rail, on the day shown.</summary>
    public static Crumb Of(string word, string place, DateOnly? past = null) =>
        new(word, AsOfDay.Address(place, past));
}

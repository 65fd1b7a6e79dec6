namespace Tracker.Application.Timeline;

/// <summary>What one step of the axis is.</summary>
public enum TimelineScale
{
    Year,
    Quarter,
    Month,
}

/// <summary>The part of the axis that is shown: whole years, quarters or months, its first and its last day included.</summary>
/// <param name="IsCut">More was asked for than the axis has room for.</param>
public sealed record TimelineWindow(TimelineScale Scale, DateOnly From, DateOnly To, bool IsCut = false)
{
    /// <summary>The days between which the axis moves.</summary>
    public static readonly DateOnly FirstDay = new(1900, 1, 1);

    public static readonly DateOnly LastDay = new(2199, 12, 31);

    private int Length => LengthOf(Scale);

    /// <summary>First and last day of each step.</summary>
    public IEnumerable<(DateOnly From, DateOnly To)> Steps =>
        Enumerable.Range(NumberOf(From, Length), NumberOf(To, Length) - NumberOf(From, Length) + 1).Select(n => (First(n, Length), Last(n, Length)));

    /// <summary>Half a window earlier; null at the beginning of the axis.</summary>
    public TimelineWindow? Earlier => Moved(-1);

    /// <summary>Half a window later; null at the end of the axis.</summary>
    public TimelineWindow? Later => Moved(1);

    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool Touches(DateOnly first, DateOnly last) => first <= To && last >= From;

    /// <summary>The steps that an axis has room for.</summary>
    public static int MostSteps(TimelineScale scale) => scale == TimelineScale.Month ? 18 : 16;

    /// <summary>
    /// The window that is asked for. Where nothing is: years as far as the days that are known reach, quarters from one year
    /// before the day to two years after it, months from three months before it to fourteen after it.
    /// </summary>
    /// <param name="known">The first and the last day that there is something to show of.</param>
    public static TimelineWindow Of(TimelineScale scale, DateOnly? from, DateOnly? to, DateOnly day, (DateOnly First, DateOnly Last)? known)
    {
        var length = LengthOf(scale);
        var here = NumberOf(day, length);
        var (before, after) = scale switch { TimelineScale.Year => Fitted(here, known), TimelineScale.Quarter => (4, 7), _ => (3, 14) };
        var (first, last) = (from, to) switch
        {
            ({ } f, { } t) => (NumberOf(f, length), NumberOf(t, length)),
            ({ } f, null) => (NumberOf(f, length), NumberOf(f, length) + before + after),
            (null, { } t) => (NumberOf(t, length) - before - after, NumberOf(t, length)),
            _ => (here - before, here + after),
        };
        var (lowest, highest) = (NumberOf(FirstDay, length), NumberOf(LastDay, length));
        first = Math.Clamp(first, lowest, highest);
        last = Math.Clamp(last, first, highest);
        var isCut = last - first >= MostSteps(scale);
        return new(scale, First(first, length), Last(isCut ? first + MostSteps(scale) - 1 : last, length), isCut);
    }

    /// <summary>How many years before and after, at most as many as there is room for.</summary>
    private static (int Before, int After) Fitted(int here, (DateOnly First, DateOnly Last)? known)
    {
        var most = MostSteps(TimelineScale.Year);
        var before = known is { } k ? Math.Clamp(here - k.First.Year, 1, most / 2) : 1;
        return (before, known is { } l ? Math.Clamp(l.Last.Year - here, 1, most - 1 - before) : 2);
    }

    private TimelineWindow? Moved(int direction)
    {
        var (first, last) = (NumberOf(From, Length), NumberOf(To, Length));
        var by = Math.Max(1, (last - first + 1) / 2);
        by = direction < 0 ? Math.Min(by, first - NumberOf(FirstDay, Length)) : Math.Min(by, NumberOf(LastDay, Length) - last);
        return by <= 0 ? null : this with { From = First(first + (direction * by), Length), To = Last(last + (direction * by), Length), IsCut = false };
    }

    private static int LengthOf(TimelineScale scale) => scale switch { TimelineScale.Year => 12, TimelineScale.Quarter => 3, _ => 1 };

    private static int NumberOf(DateOnly day, int length) => ((day.Year * 12) + day.Month - 1) / length;

    private static DateOnly First(int number, int length) => new(number * length / 12, (number * length % 12) + 1, 1);

    private static DateOnly Last(int number, int length) => First(number + 1, length).AddDays(-1);
}

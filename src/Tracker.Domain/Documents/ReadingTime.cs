namespace Tracker.Domain.Documents;

/// <summary>How long one pattern may look for its next match.</summary>
/// <remarks>
/// A last resort. What is read is bounded by its length (<see cref="SentenceReading.LongestSentence"/>), so that the same
/// text gives the same reading on a slow machine, too; where a pattern is stopped all the same, that is told.
/// </remarks>
internal static class ReadingTime
{
    /// <summary>In milliseconds.</summary>
    public const int Most = 2000;
}

namespace Tracker.Domain.Tests;

/// <summary>How long before a day people are reminded of it.</summary>
public class AheadRules
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData(61, null)]
    [InlineData(60, 60)]
    [InlineData(31, 60)]
    [InlineData(30, 30)]
    [InlineData(8, 30)]
    [InlineData(7, 7)]
    [InlineData(0, 7)]
    [InlineData(-1, null)]
    public void Of_the_offsets_the_nearest_that_was_reached_counts_and_none_of_a_day_that_has_passed(int daysAhead, int? offset)
    {
        Assert.Equal(offset, Ahead.ReachedOn(Today, Today.AddDays(daysAhead)));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_lies_further_ahead_than_the_first_offset()
    {
        Assert.Equal(Today.AddDays(60), Ahead.Until(Today));
        Assert.Equal(DateOnly.MaxValue, Ahead.Until(DateOnly.MaxValue.AddDays(-3)));
    }
}

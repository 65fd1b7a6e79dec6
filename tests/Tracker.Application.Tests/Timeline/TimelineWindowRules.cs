using Tracker.Application.Timeline;

namespace Tracker.Application.Tests.Timeline;

public class TimelineWindowRules
{
    private static readonly DateOnly Day = new(2026, 5, 20);

    [Fact]
    public void A_window_begins_and_ends_with_whole_steps()
    {
        var quarters = TimelineWindow.Of(TimelineScale.Quarter, new(2022, 5, 6), new(2023, 2, 1), Day, null);
        var months = TimelineWindow.Of(TimelineScale.Month, new(2023, 12, 31), new(2024, 2, 1), Day, null);

        Assert.Equal((new DateOnly(2022, 4, 1), new DateOnly(2023, 3, 31), 4), (quarters.From, quarters.To, quarters.Steps.Count()));
        Assert.Equal((new DateOnly(2023, 12, 1), new DateOnly(2024, 2, 29), 3), (months.From, months.To, months.Steps.Count()));
        Assert.Equal((new(2024, 2, 1), new(2024, 2, 29)), months.Steps.Last());
    }

    [Fact]
    public void Without_a_window_in_the_address_it_lies_around_the_day_and_years_reach_as_far_as_there_is_something()
    {
        static (int, int) Years((DateOnly, DateOnly)? known) =>
            TimelineWindow.Of(TimelineScale.Year, null, null, Day, known) is var window ? (window.From.Year, window.To.Year) : default;

        Assert.Equal((2025, 2028), Years(null));
        Assert.Equal((2020, 2030), Years((new(2020, 3, 1), new(2030, 1, 1))));
        Assert.Equal((2025, 2027), Years((Day, Day)));
        Assert.Equal((2018, 2033), Years((new(1990, 1, 1), new(2090, 1, 1))));
        Assert.Equal((new DateOnly(2025, 4, 1), new DateOnly(2028, 3, 31)), TimelineWindow.Of(TimelineScale.Quarter, null, null, Day, null) is var quarters ? (quarters.From, quarters.To) : default);
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2027, 7, 31)), TimelineWindow.Of(TimelineScale.Month, null, null, Day, null) is var months ? (months.From, months.To) : default);
    }

    [Fact]
    public void More_steps_than_there_is_room_for_are_cut_and_that_is_said()
    {
        var window = TimelineWindow.Of(TimelineScale.Month, new(2020, 1, 1), new(2030, 1, 1), Day, null);

        Assert.Equal((true, TimelineWindow.MostSteps(TimelineScale.Month)), (window.IsCut, window.Steps.Count()));
        Assert.False(TimelineWindow.Of(TimelineScale.Month, new(2020, 1, 1), new(2021, 6, 1), Day, null).IsCut);
    }

    [Theory]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("9999-12-31", "9999-12-31")]
    [InlineData("0001-01-01", "0001-01-01")]
    [InlineData("9999-12-31", null)]
    [InlineData(null, "0001-01-01")]
    public void No_day_of_the_calendar_leads_out_of_the_axis(string? from, string? to)
    {
        static DateOnly? Read(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd");
        foreach (var scale in Enum.GetValues<TimelineScale>())
        {
            var window = TimelineWindow.Of(scale, Read(from), Read(to), Day, (DateOnly.MinValue, DateOnly.MaxValue));

            Assert.InRange(window.From, TimelineWindow.FirstDay, window.To);
            Assert.InRange(window.To, window.From, TimelineWindow.LastDay);
            Assert.InRange(window.Steps.Count(), 1, TimelineWindow.MostSteps(scale));
            Assert.True(window.Earlier is null == (window.From == TimelineWindow.FirstDay) && window.Later is null == (window.To == TimelineWindow.LastDay));
        }
    }

    [Fact]
    public void Earlier_and_later_go_by_half_a_window_and_come_back()
    {
        var window = TimelineWindow.Of(TimelineScale.Quarter, new(2025, 4, 1), new(2028, 3, 31), Day, null);

        Assert.Equal((new DateOnly(2023, 10, 1), new DateOnly(2026, 9, 30)), (window.Earlier!.From, window.Earlier.To));
        Assert.Equal(window, window.Earlier.Later);
    }

    [Fact]
    public void What_ends_on_the_first_day_of_a_window_or_begins_on_its_last_touches_it()
    {
        var window = new TimelineWindow(TimelineScale.Month, new(2026, 3, 1), new(2026, 5, 31));

        Assert.True(window.Touches(new(2026, 1, 1), new(2026, 3, 1)));
        Assert.False(window.Touches(new(2026, 1, 1), new(2026, 2, 28)));
        Assert.True(window.Touches(new(2026, 5, 31), new(2026, 8, 1)));
        Assert.False(window.Touches(new(2026, 6, 1), new(2026, 8, 1)));
    }
}

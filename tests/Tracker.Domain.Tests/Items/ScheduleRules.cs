using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What the calendar says of a target; typed by nobody.</summary>
public sealed class ScheduleRules
{
    private static readonly ReportingRules Rules = ReportingRules.Default;

    private static Item With(TargetDate target, Stage stage = Stage.SettingUp) =>
        Some.Centre(stage).After(Some.Update(0) with { Target = target });

    /// <summary>State and span are asked both: pages read spans, and they must not differ.</summary>
    private static Schedule On(Item item, int day)
    {
        var schedule = item.On(day).ScheduleOn(Some.Day(day), Rules);
        Assert.Equal(schedule, item.SpanOn(Some.Day(day)).ScheduleOn(Some.Day(day), Rules));
        Assert.Equal(item.On(day).DaysLateOn(Some.Day(day)), item.SpanOn(Some.Day(day)).DaysLateOn(Some.Day(day)));
        return schedule;
    }

    [Fact]
    public void No_date_is_a_valid_answer_and_never_overdue()
    {
        Assert.Equal(Schedule.NoDate, On(Some.Centre(), 1000));
        Assert.Equal(Schedule.NoDate, On(Some.Centre().After(Some.Update(0) with { NoDateSet = true }), 1000));
    }

    [Theory]
    [InlineData(139, Schedule.Upcoming)]
    [InlineData(140, Schedule.Due)]
    [InlineData(200, Schedule.Due)]
    [InlineData(201, Schedule.Overdue)]
    public void A_target_is_due_within_sixty_days_and_overdue_only_after_its_latest(int day, Schedule schedule) =>
        Assert.Equal(schedule, On(With(new("early next year", Some.Day(50), Some.Day(200))), day));

    [Fact]
    public void The_due_window_is_a_setting()
    {
        var item = With(new("soon", null, Some.Day(200)));

        Assert.Equal(Schedule.Upcoming, item.On(189).ScheduleOn(Some.Day(189), new(DueWindow: 10)));
        Assert.Equal(Schedule.Due, item.On(190).ScheduleOn(Some.Day(190), new(DueWindow: 10)));
    }

    [Fact]
    public void Words_without_a_latest_day_read_upcoming_for_ever()
    {
        var item = With(new("after the signing of the RCEP", Some.Day(10)));

        Assert.Equal(Schedule.Upcoming, On(item, 2000));
        Assert.Equal(0, item.On(2000).DaysLateOn(Some.Day(2000)));
        item.Record(item.Move(Stage.Opened, 2000));
        Assert.Equal(Schedule.MetOnTime, On(item, 2000));
    }

    [Theory]
    [InlineData(200, Schedule.MetOnTime, 0)]
    [InlineData(201, Schedule.MetLate, 1)]
    [InlineData(230, Schedule.MetLate, 30)]
    public void A_target_is_met_on_time_until_its_latest_day(int opened, Schedule schedule, int late)
    {
        var item = With(new("in 2021", null, Some.Day(200)));
        item.Record(item.Move(Stage.Opened, opened));

        Assert.Equal(schedule, On(item, opened));
        Assert.Equal(schedule, On(item, 900));
        Assert.Equal(late, item.On(900).DaysLateOn(Some.Day(900)));
    }

    [Fact]
    public void Being_late_shows_in_days_without_a_revision()
    {
        var item = With(new("in 2021", null, Some.Day(200)));

        Assert.Equal(0, item.On(200).DaysLateOn(Some.Day(200)));
        Assert.Equal(1, item.On(201).DaysLateOn(Some.Day(201)));
        Assert.Equal(0, item.On(201).TimesRevised);
    }

    [Fact]
    public void A_target_for_another_stage_is_met_by_that_stage()
    {
        var item = With(new("in 2021", null, Some.Day(200), Stage.StudyCompleted), Stage.StudyUnderWay);
        item.Record(item.Move(Stage.StudyCompleted, 100));

        Assert.Equal(Schedule.Upcoming, On(item, 99));
        Assert.Equal(Schedule.MetOnTime, On(item, 100));
    }

    [Fact]
    public void A_stage_passed_over_meets_its_target_too()
    {
        var item = With(new("in 2021", null, Some.Day(200), Stage.StudyCompleted), Stage.UnderDiscussion);
        item.Record(item.Move(Stage.Agreed, 100));

        Assert.Equal(Some.Day(100), item.On(100).TargetMetOn);
        Assert.Equal(Schedule.MetOnTime, On(item, 100));
    }

    [Fact]
    public void A_stage_reached_before_the_target_was_set_meets_it_with_its_own_day()
    {
        var item = Some.Centre(Stage.StudyUnderWay);
        item.Record(item.Move(Stage.StudyCompleted, 10));
        item.Record(Some.Update(30) with { Target = new("by day twenty", null, Some.Day(20), Stage.StudyCompleted) });

        Assert.Equal((Some.Day(10), Schedule.MetOnTime), (item.On(30).TargetMetOn, On(item, 30)));
    }

    [Fact]
    public void A_move_back_takes_the_stage_away_again_and_the_target_is_open()
    {
        var item = With(new("in 2021", null, Some.Day(200), Stage.StudyCompleted), Stage.StudyUnderWay);
        item.After(item.Move(Stage.StudyCompleted, 100), item.Move(Stage.StudyUnderWay, 110));

        Assert.Equal(Schedule.MetOnTime, On(item, 109));
        Assert.Equal((null, Schedule.Overdue), ((object?)item.On(201).TargetMetOn, On(item, 201)));
        item.Record(item.Move(Stage.StudyCompleted, 210));
        Assert.Equal(Schedule.MetLate, On(item, 210));
    }

    [Fact]
    public void What_was_completed_and_reopened_is_open_again()
    {
        var item = Some.Commitment(Stage.InProgress).After(Some.Update(0) with { Target = new("soon", null, Some.Day(50)) });
        item.After(item.Move(Stage.Completed, 10), item.Move(Stage.InProgress, 20));

        Assert.Equal(Schedule.Overdue, On(item, 51));
    }

    [Theory]
    [InlineData(Stage.NotPursued)]
    [InlineData(Stage.Superseded)]
    public void What_is_no_longer_running_with_an_unmet_target_reads_a_dash(Stage stage)
    {
        var item = With(new("in 2021", null, Some.Day(200)));
        item.Record(item.Move(stage, 100));

        Assert.Equal(Schedule.NotApplicable, On(item, 300));
        Assert.Equal("–", Schedule.NotApplicable.Name());
        Assert.Equal(0, item.On(300).DaysLateOn(Some.Day(300)));
    }

    [Fact]
    public void What_is_no_longer_running_keeps_a_target_that_was_met()
    {
        var item = With(new("in 2021", null, Some.Day(200)));
        item.After(item.Move(Stage.Opened, 100), item.Move(Stage.Dormant, 150));

        Assert.Equal(Schedule.MetOnTime, On(item, 300));
    }

    [Fact]
    public void On_hold_the_clock_runs_and_the_review_day_is_kept()
    {
        var item = With(new("in 2021", null, Some.Day(200)));
        item.Record(item.Move(Stage.OnHold, 100));

        Assert.Equal(Schedule.Overdue, On(item, 201));
        Assert.Equal(10, item.On(210).DaysLateOn(Some.Day(210)));
        Assert.Equal("2026-12-31", item.On(210).FactsGiven[Fact.ReviewDay]);
    }

    [Fact]
    public void On_hold_from_where_it_no_longer_runs_it_stays_so()
    {
        var item = With(new("reopened in 2021", null, Some.Day(200), Stage.SettingUp), Stage.Proposed);
        item.After(item.Move(Stage.Opened, 10), item.Move(Stage.Dormant, 20), item.Move(Stage.OnHold, 30));

        Assert.Equal(Phase.NoLongerRunning, item.On(30).Phase);
        Assert.Equal(Schedule.MetOnTime, On(item, 300));
    }

    [Fact]
    public void The_figures_of_targets_count_open_deliverables_by_their_latest_day()
    {
        var item = With(new("in 2021", null, Some.Day(200)));
        item.Record(item.Move(Stage.Opened, 250));
        bool Counts(Figure figure, int span, int day) => figure.On(Some.Day(day), Rules).Compile()(item.SpanOn(Some.Day(span)));

        Assert.False(Counts(Figure.Overdue, 0, 200));
        Assert.True(Counts(Figure.Overdue, 0, 201));
        Assert.False(Counts(Figure.Overdue, 250, 260));
        Assert.False(Counts(Figure.DueNext, 0, 109));
        Assert.True(Counts(Figure.DueNext, 0, 110) && Counts(Figure.DueNext, 0, 200));
        Assert.False(Counts(Figure.DueNext, 0, 201));
    }

    [Theory]
    [InlineData(Nature.Continuing)]
    [InlineData(Nature.Reference)]
    public void Only_deliverables_are_counted_as_overdue(Nature nature)
    {
        var item = Some.Centre(Stage.SettingUp, Some.Profile with { Nature = nature }).After(Some.Update(0) with { Target = new("in 2021", null, Some.Day(200)) });

        Assert.False(Figure.Overdue.On(Some.Day(300), Rules).Compile()(item.SpanOn(Some.Day(300))));
    }

    [Fact]
    public void The_first_and_last_days_of_the_calendar_are_targets_like_any_other()
    {
        Assert.Equal(Schedule.Overdue, On(With(new("long ago", null, DateOnly.MinValue)), 5));
        Assert.Equal(Schedule.Upcoming, On(With(new("at the end of time", null, DateOnly.MaxValue)), 5));
        var item = With(new("soon", null, Some.Day(9)));
        Assert.False(Figure.DueNext.On(DateOnly.MaxValue, Rules).Compile()(item.SpanOn(Some.Day(5))));
        Assert.False(Figure.NoRecentReport.On(DateOnly.MinValue, Rules).Compile()(item.SpanOn(Some.Day(5))));
    }
}

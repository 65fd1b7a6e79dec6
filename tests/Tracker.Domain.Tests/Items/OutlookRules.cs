using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What somebody thinks will become of an item, and for how long that is worth something.</summary>
public sealed class OutlookRules
{
    private static readonly Rating AtRisk = new(Outlook.AtRisk, "The budget is late.");

    [Theory]
    [InlineData(Outlook.AtRisk)]
    [InlineData(Outlook.OffTrack)]
    public void A_bad_rating_needs_its_cause_and_a_next_step(Outlook outlook)
    {
        var item = Some.Commitment();

        Assert.Equal(["outlook.cause", "outlook.next-step"], item.RulesAgainst(Some.Update() with { Outlook = new(outlook) }));
        Assert.Equal(["outlook.cause", "outlook.next-step"], item.RulesAgainst(Some.Update() with { Outlook = new(outlook, " "), NextStep = " " }));
        Assert.Empty(item.RulesAgainst(Some.Update() with { Outlook = new(outlook, "The budget is late."), NextStep = "Ask again." }));
    }

    [Theory]
    [InlineData(Outlook.OnTrack)]
    [InlineData(Outlook.NotRated)]
    public void A_good_rating_or_none_needs_neither(Outlook outlook) =>
        Assert.Empty(Some.Commitment().RulesAgainst(Some.Update() with { Outlook = new(outlook) }));

    [Fact]
    public void The_next_step_that_stands_already_is_enough_but_only_on_later_days()
    {
        var item = Some.Commitment();
        item.Record(Some.Update(10) with { NextStep = "Ask again." });

        Assert.Empty(item.RulesAgainst(Some.Update(10) with { Outlook = AtRisk }));
        Assert.Equal(["outlook.next-step"], item.RulesAgainst(Some.Update(9) with { Outlook = AtRisk }));
    }

    [Fact]
    public void A_rating_of_exactly_the_reporting_cycle_still_holds_and_one_day_older_reads_as_not_rated()
    {
        var item = Some.Commitment();
        item.Record(Some.Update(10) with { Outlook = new(Outlook.OnTrack) });

        foreach (var (cycle, rules) in new[] { (180, ReportingRules.Default), (30, new ReportingRules(30)) })
        {
            Assert.Equal(Outlook.OnTrack, item.On(10 + cycle).OutlookOn(Some.Day(10 + cycle), rules));
            Assert.Equal(Outlook.NotRated, item.On(11 + cycle).OutlookOn(Some.Day(11 + cycle), rules));
            Assert.Equal(Outlook.OnTrack, item.SpanOn(Some.Day(10)).OutlookOn(Some.Day(10 + cycle), rules));
            Assert.Equal(Outlook.NotRated, item.SpanOn(Some.Day(10)).OutlookOn(Some.Day(11 + cycle), rules));
        }
    }

    [Fact]
    public void A_later_report_without_a_rating_does_not_renew_it()
    {
        var item = Some.Commitment();
        item.After(Some.Update(10) with { Outlook = new(Outlook.OnTrack) }, Some.Update(100));

        Assert.Equal(Outlook.NotRated, item.On(191).OutlookOn(Some.Day(191), ReportingRules.Default));
    }

    [Fact]
    public void Nobody_has_rated_what_is_new()
    {
        var item = Some.Commitment();

        Assert.Equal(Outlook.NotRated, item.On(0).OutlookOn(Some.Day(0), ReportingRules.Default));
        Assert.Equal(Outlook.NotRated, item.SpanOn(Some.Day(0)).OutlookOn(Some.Day(0), ReportingRules.Default));
    }

    [Fact]
    public void Figures_of_risk_count_recent_ratings_of_open_deliverables()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.Record(Some.Update(10) with { Outlook = AtRisk, NextStep = "Ask again." });
        item.Record(item.Move(Stage.Completed, 20));
        bool Counts(Figure figure, int span, int day) => figure.On(Some.Day(day), ReportingRules.Default).Compile()(item.SpanOn(Some.Day(span)));

        Assert.True(Counts(Figure.AtRisk, 10, 190) && Counts(Figure.AtRiskOrOffTrack, 10, 190));
        Assert.False(Counts(Figure.AtRisk, 10, 191) || Counts(Figure.AtRiskOrOffTrack, 10, 191));
        Assert.False(Counts(Figure.OffTrack, 10, 190));
        Assert.False(Counts(Figure.AtRisk, 20, 20) || Counts(Figure.AtRiskOrOffTrack, 20, 20));
    }

    [Fact]
    public void The_first_days_of_the_calendar_are_asked_like_any_other()
    {
        Assert.Equal(DateOnly.MinValue, ReportingRules.Default.RecentFrom(new(1, 1, 5)));
        Assert.Equal(DateOnly.MaxValue, ReportingRules.Default.DueUntil(new(9999, 12, 5)));
    }
}

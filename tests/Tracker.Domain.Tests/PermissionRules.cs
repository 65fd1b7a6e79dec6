using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests;

/// <summary>Who may do what: every cell of the table, by the role as it is now.</summary>
public sealed class PermissionRules
{
    private const string Nobody = "permission.";

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    /// <summary>Each with a body that leads the item and with a side, so that only the role decides.</summary>
    private static Actor As(Role role) => Some.Person(50, role, Side.Rok, "MOFA");

    [Theory]
    [MemberData(nameof(Roles))]
    public void Updates_are_recorded_by_officials_of_a_lead_and_by_register_keepers(Role role) =>
        Assert.Equal(
            role is Role.Official or Role.RegisterKeeper ? [] : ["permission.update"],
            Some.Centre().RulesAgainst(Some.Update(), As(role)));

    [Theory]
    [MemberData(nameof(Roles))]
    public void Items_are_edited_by_register_keepers_alone(Role role)
    {
        var item = Some.Centre();
        string[] expected = role == Role.RegisterKeeper ? [] : ["permission.keep"];
        var opening = new Opening(Some.Profile, new() { On = Some.Day(-5) });

        Assert.Equal(expected, item.RulesAgainst(new Revision { On = Some.Day(5), Title = "Renamed" }, As(role)));
        Assert.Equal(expected, Item.ObjectionsToOpening("ITEM-2", Kind.Fund, Form.None, opening, As(role), Some.Today).Select(r => r.Rule));
        Assert.Equal(expected, item.ObjectionsToEarlier(opening, As(role), Some.Today).Select(r => r.Rule));
        Assert.Equal(expected, new Domain.Funds.Ledger(Some.Fund(), []).ObjectionsTo(new(Domain.Funds.LedgerEntryType.Receipt, Some.Day(5)), As(role), Some.Today).Select(r => r.Rule));
        Assert.Equal(role == Role.RegisterKeeper, Record.Exception(() => Some.Item("mechanism", Stage.Active).MarkAsReview(true, As(role))) is null);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Managers_and_register_keepers_confirm_and_contest(Role role)
    {
        string[] expected = role is Role.Manager or Role.RegisterKeeper ? [] : ["permission.assess"];

        Assert.Equal(expected, Some.Centre().RulesAgainst(new Assessment(Some.Day(5), 1, Verdict.Confirmed, Side.Rok), As(role)));
        Assert.Equal(expected, Some.Centre().RulesAgainst(new Assessment(Some.Day(5), 1, Verdict.Contested, Side.Rok, "No."), As(role)));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Administrators_alone_manage_accounts_and_settings(Role role) =>
        Assert.Equal(role == Role.Administrator ? null : "permission.administer", Permissions.ToAdminister(As(role))?.Rule);

    [Theory]
    [MemberData(nameof(Roles))]
    public void Whoever_is_not_signed_in_does_nothing_whatever_the_role_says(Role role)
    {
        var actor = As(role) with { PersonId = Guid.Empty };
        var item = Some.Centre().After(Some.Update());

        Assert.StartsWith(Nobody, Permissions.ToRecordUpdate(actor, ["MOFA"])!.Rule, StringComparison.Ordinal);
        Assert.StartsWith(Nobody, Permissions.ToKeepRegister(actor)!.Rule, StringComparison.Ordinal);
        Assert.StartsWith(Nobody, Permissions.ToAssess(actor, Some.Keeper.PersonId)!.Rule, StringComparison.Ordinal);
        Assert.StartsWith(Nobody, Permissions.ToAdminister(actor)!.Rule, StringComparison.Ordinal);
        Assert.StartsWith(Nobody, item.ToWithdraw(item.Entries[1], actor)!.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void An_official_updates_items_led_by_a_body_of_theirs()
    {
        var two = Some.Centre(profile: Some.Profile with { Bodies = [new("ASEC", BodyRole.Lead), new("MOFA", BodyRole.Lead)] });
        var supporting = Some.Centre(profile: Some.Profile with { Bodies = [new("ASEC", BodyRole.Lead), new("MOFA", BodyRole.Support)] });

        Assert.Empty(two.RulesAgainst(Some.Update(), Some.Official));
        Assert.Empty(two.RulesAgainst(Some.Update(), Some.OtherOfficial));
        Assert.Equal(["permission.update"], supporting.RulesAgainst(Some.Update(), Some.Official));
        Assert.Equal(["permission.update"], two.RulesAgainst(Some.Update(), Some.Person(51, Role.Official, Side.Rok)));
    }

    [Fact]
    public void Items_without_a_lead_are_updated_by_register_keepers()
    {
        var item = Some.Centre(profile: Some.Profile with { Bodies = [] });

        Assert.Equal(["permission.update"], item.RulesAgainst(Some.Update(), Some.Official));
        Assert.Empty(item.RulesAgainst(Some.Update(), Some.Keeper));
    }

    [Fact]
    public void It_is_the_lead_of_today_that_reports_also_on_past_days()
    {
        var item = Some.Centre();
        item.Revise(new() { On = Some.Day(50), Bodies = [new("ASEC", BodyRole.Lead)] }, Some.Keeper, Some.Today, Some.Now);

        Assert.Equal(["permission.update"], item.RulesAgainst(Some.Update(10), Some.Official));
        Assert.Empty(item.RulesAgainst(Some.Update(10), Some.OtherOfficial));
    }

    [Fact]
    public void Nobody_confirms_what_they_recorded_themselves()
    {
        var item = Some.Centre();
        item.Record(Some.Update(), Some.Official);
        var promoted = Some.Official with { Role = Role.Manager };

        Assert.Equal(["assessment.own"], item.RulesAgainst(new Assessment(Some.Day(20), 2, Verdict.Confirmed, Side.Rok), promoted));
        Assert.Equal(["assessment.own"], item.RulesAgainst(new Assessment(Some.Day(20), 1, Verdict.Confirmed, Side.Asean), Some.Keeper));
        Assert.Empty(item.RulesAgainst(new Assessment(Some.Day(20), 2, Verdict.Confirmed, Side.Asean), Some.Keeper));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Side.Joint)]
    [InlineData(Side.ThirdParty)]
    public void Who_belongs_to_neither_side_confirms_nothing(Side? side) =>
        Assert.Contains(
            "assessment.side",
            Some.Centre().RulesAgainst(new Assessment(Some.Day(5), 1, Verdict.Confirmed, side ?? Side.Asean), Some.Person(52, Role.Manager, side)));
}

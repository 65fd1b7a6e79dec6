using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Funds;

/// <summary>Money enters a ledger through one deed, and is taken back through another.</summary>
public class AddLedgerEntryRules
{
    private static readonly NewLedgerEntry Receipt = new(LedgerEntryType.Receipt, Some.Day, new(500, "USD"), "Republic of Korea", "STATEMENT", "CENTRE");

    private static async Task<(TestDatabase Database, Guid Keeper)> FundsAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<AddItem>().ExecuteAsync("FUND", Kind.Fund, Form.None, Some.Opening("A fund", Stage.Agreed), keeper);
        await database.Get<AddItem>().ExecuteAsync("OTHER", Kind.Fund, Form.None, Some.Opening("Another fund", Stage.Agreed), keeper);
        return (database, keeper);
    }

    private static async Task<IReadOnlyList<string>> RulesAgainstAsync(TestDatabase database, string fund, NewLedgerEntry entry, Guid person)
    {
        await using var db = database.Context();
        var before = await db.LedgerEntries.CountAsync();
        var asked = (await database.Get<AddLedgerEntry>().ObjectionsAsync(fund, entry, person)).Select(r => r.Rule).ToList();
        var told = (await Assert.ThrowsAsync<RefusedException>(() => database.Get<AddLedgerEntry>().ExecuteAsync(fund, entry, person))).Refusals.Select(r => r.Rule);
        Assert.Equal(told, asked);
        Assert.Equal(before, await db.LedgerEntries.CountAsync());
        return asked;
    }

    [Fact]
    public async Task An_entry_is_kept_as_it_was_entered_and_by_whom()
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;

        Assert.Equal(1, await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", Receipt, keeper, lastSeen: 0));
        Assert.Equal(2, await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", Receipt with { Amount = null }, keeper, lastSeen: 1));

        await using var db = database.Context();
        var entry = await db.LedgerEntries.SingleAsync(e => e.Sequence == 1);
        Assert.Equal(("FUND", 500L, "USD", "Republic of Korea", "STATEMENT", "CENTRE", keeper), (entry.Fund, entry.AmountMinor, entry.Currency, entry.Counterpart, entry.Document, entry.ItemServed, entry.ById));
        Assert.Equal(database.Get<Calendar>().UtcNow, entry.RecordedAt);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Official)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Administrator)]
    public async Task Nobody_but_a_register_keeper_enters_money_or_takes_it_back(Role role)
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;
        var person = await database.PersonAsync(role, "ROK");
        await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", Receipt, keeper);

        Assert.Equal(["permission.keep"], await RulesAgainstAsync(database, "FUND", Receipt, person));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<AddLedgerEntry>().TakeBackAsync("FUND", 1, Some.Day, "A slip.", person));
        Assert.Equal(["permission.keep"], refused.Refusals.Select(r => r.Rule));
        Assert.Equal(["permission.account"], await RulesAgainstAsync(database, "FUND", Receipt, Guid.Empty));
    }

    [Fact]
    public async Task Everything_against_an_entry_is_said_at_once_each_at_its_field()
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;
        var entry = new NewLedgerEntry(LedgerEntryType.Receipt, database.Today.AddDays(1), new(0, "USD"), new string('x', 201), "NO-DOCUMENT", "NO-ITEM", "\0");

        var objections = await database.Get<AddLedgerEntry>().ObjectionsAsync("FUND", entry, keeper);

        Assert.Equal(
            [("fund.amount", "Amount"), ("fund.future", "On"), ("reference.document", "Document"), ("reference.item", "ItemServed"), ("text.characters", "Note"), ("text.length", "Counterpart")],
            objections.Select(r => (r.Rule, r.Field!)).Order());
        Assert.Equal(["reference.self"], await RulesAgainstAsync(database, "FUND", Receipt with { ItemServed = "FUND" }, keeper));
        Assert.Equal(["fund.kind"], await RulesAgainstAsync(database, "PLAN", Receipt, keeper));
        Assert.Equal(["item.unknown"], await RulesAgainstAsync(database, "NOTHING", Receipt, keeper));
    }

    [Fact]
    public async Task Who_entered_something_meanwhile_is_named_and_nothing_is_recorded()
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;
        await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", Receipt, keeper);

        var conflict = await Assert.ThrowsAsync<LedgerConflictException>(() => database.Get<AddLedgerEntry>().ExecuteAsync("FUND", Receipt, keeper, lastSeen: 0));
        var other = await Assert.ThrowsAsync<LedgerConflictException>(() => database.Get<AddLedgerEntry>().TakeBackAsync("FUND", 1, Some.Day, "A slip.", keeper, lastSeen: 0));

        Assert.All([conflict, other], c => Assert.Equal(("RegisterKeeper", 1), (Assert.Single(c.Others).ByName, c.Others[0].Sequence)));
        await using var db = database.Context();
        Assert.Equal(1, await db.LedgerEntries.CountAsync());
    }

    [Fact]
    public async Task Of_rivals_in_two_processes_one_enters_and_the_others_learn_who()
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;
        await using var other = database.NewServices();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            try
            {
                await (n % 2 == 0 ? database.Services : other).GetRequiredService<AddLedgerEntry>().ExecuteAsync("FUND", Receipt, keeper, lastSeen: 0);
                return null;
            }
            catch (LedgerConflictException conflict)
            {
                return conflict;
            }
        })));

        Assert.Single(outcomes, o => o is null);
        await using var db = database.Context();
        Assert.Equal(1, await db.LedgerEntries.CountAsync());
    }

    [Fact]
    public async Task What_is_taken_back_repeats_the_entry_and_is_taken_back_once()
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;
        await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", Receipt, keeper);

        Assert.Equal(["fund.reversal-reason", "fund.reversal-day"], (await database.Get<AddLedgerEntry>().ObjectionsToTakingBackAsync("FUND", 1, Some.Day.AddDays(-1), " ", keeper)).Select(r => r.Rule));
        Assert.Equal(2, await database.Get<AddLedgerEntry>().TakeBackAsync("FUND", 1, Some.Day, "A slip.", keeper, lastSeen: 1));

        await using var db = database.Context();
        var reversal = await db.LedgerEntries.SingleAsync(e => e.Sequence == 2);
        Assert.Equal((1, 500L, "USD", "CENTRE", "A slip."), (reversal.Reverses, reversal.AmountMinor, reversal.Currency, reversal.ItemServed, reversal.Note));
        foreach (var sequence in new[] { 1, 2, 3 })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<AddLedgerEntry>().TakeBackAsync("FUND", sequence, Some.Day, "A slip.", keeper));
            Assert.Equal(["fund.reverses"], refused.Refusals.Select(r => r.Rule));
        }
    }

    [Fact]
    public async Task Storage_keeps_one_reversal_for_each_entry()
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;
        await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", Receipt, keeper);
        await database.Get<AddLedgerEntry>().TakeBackAsync("FUND", 1, Some.Day, "A slip.", keeper);

        var failure = await database.FailureOfAsync(
            "INSERT INTO LedgerEntries (FundId, Fund, Sequence, Type, \"On\", Reverses, ById, ByName, RecordedAt) SELECT FundId, Fund, 3, Type, \"On\", 1, ById, ByName, RecordedAt FROM LedgerEntries WHERE Sequence = 1");

        Assert.Contains("UNIQUE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_is_linked_once_and_free_again_when_its_link_is_taken_back()
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;
        var deed = database.Get<AddLedgerEntry>();
        await deed.ExecuteAsync("FUND", Receipt with { Type = LedgerEntryType.Approval }, keeper);
        var pledge = Receipt with { Type = LedgerEntryType.Pledge, Other = new("FUND", 1) };

        Assert.Equal(["fund.transfer"], await RulesAgainstAsync(database, "OTHER", pledge with { Other = new("FUND", 2) }, keeper));
        Assert.Equal(["fund.transfer"], await RulesAgainstAsync(database, "OTHER", pledge with { Other = new("NOWHERE", 1) }, keeper));
        await deed.ExecuteAsync("OTHER", pledge, keeper);
        Assert.Equal(["fund.transfer"], await RulesAgainstAsync(database, "OTHER", pledge, keeper));
        Assert.Equal(["fund.transfer"], await RulesAgainstAsync(database, "FUND", Receipt with { Type = LedgerEntryType.Approval, Other = new("OTHER", 1) }, keeper));
        await deed.TakeBackAsync("OTHER", 1, Some.Day, "A slip.", keeper);
        await deed.ExecuteAsync("OTHER", pledge, keeper);
        await deed.TakeBackAsync("OTHER", 3, Some.Day, "A slip.", keeper);
        await deed.TakeBackAsync("FUND", 1, Some.Day, "A slip.", keeper);
        Assert.Equal(["fund.transfer"], await RulesAgainstAsync(database, "OTHER", pledge, keeper));
    }

    [Fact]
    public async Task A_receipt_opens_the_way_to_funded_and_taking_it_back_leaves_the_stage_and_says_so()
    {
        var (database, keeper) = await FundsAsync();
        await using var _ = database;
        var funded = new Update { On = Some.Day.AddDays(1), Stage = Stage.Funded };
        Task<FundView?> ViewAsync() => database.Get<FundQuery>().AsOfAsync("FUND", database.Today);
        Assert.NotEmpty(await database.Get<RecordUpdate>().ObjectionsAsync("FUND", funded, keeper));

        await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", Receipt, keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("FUND", funded, keeper);
        Assert.Null((await ViewAsync())!.NotBorneOut);
        await database.Get<AddLedgerEntry>().TakeBackAsync("FUND", 1, Some.Day, "A slip.", keeper);

        var view = (await ViewAsync())!;
        Assert.Equal(Stage.Funded, view.Item.Stage);
        Assert.NotNull(view.NotBorneOut);
    }
}

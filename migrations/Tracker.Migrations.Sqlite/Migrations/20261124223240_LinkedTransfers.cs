using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tracker.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LinkedTransfers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "OtherFund",
                table: "LedgerEntries",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OtherSequence",
                table: "LedgerEntries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_FundId_Reverses",
                table: "LedgerEntries",
                columns: new[] { "FundId", "Reverses" },
                unique: true,
                filter: "\"Reverses\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_OtherFund_OtherSequence",
                table: "LedgerEntries",
                columns: new[] { "OtherFund", "OtherSequence" },
                filter: "\"OtherFund\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_FundId_Reverses",
                table: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_OtherFund_OtherSequence",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "OtherFund",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "OtherSequence",
                table: "LedgerEntries");
        }
    }
}

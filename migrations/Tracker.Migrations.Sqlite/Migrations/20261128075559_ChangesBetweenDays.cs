using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tracker.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ChangesBetweenDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_HeldMentions_From",
                table: "HeldMentions",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_HeldMentions_Until",
                table: "HeldMentions",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Revisions",
                table: "Entries",
                column: "On",
                filter: "\"Type\" = 'Revision'");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Voids",
                table: "Entries",
                column: "ItemId",
                filter: "\"Type\" = 'Void'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_HeldMentions_From",
                table: "HeldMentions");

            migrationBuilder.DropIndex(
                name: "IX_HeldMentions_Until",
                table: "HeldMentions");

            migrationBuilder.DropIndex(
                name: "IX_Entries_Revisions",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_Voids",
                table: "Entries");
        }
    }
}

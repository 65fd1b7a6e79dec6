using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tracker.Migrations.Sqlite.Migrations
{
    /// <summary>
    /// When a meeting was recorded was not kept at first; the migration before gave such meetings the first day of the calendar, so that every
    /// past day knew them. They were recorded together with their mechanism: its first entry says when. By whom stays unsaid.
    /// </summary>
    public partial class MeetingsKnownFromTheirMechanism : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                UPDATE "Meetings"
                SET "RecordedAt" = COALESCE((SELECT MIN(e."RecordedAt") FROM "Entries" e WHERE e."ItemId" = "MechanismId"), "RecordedAt"),
                    "Version" = "Version" + 1
                WHERE "RecordedAt" < '0001-01-02'
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}

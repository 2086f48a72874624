"""Every address, every role, every method: what each person is answered, from one set-up.

The set-up is the seed plans. Of 2017-18, 12 and 13 are the police's own and 5 the council's with the
police; 13 has an earlier outcome than the one that prints; 17 is Colchester Borough Homes' own and 22 theirs with
the council; 16 would be the police's, but was removed. 2016-17 is closed, and its 7 was the police's. 34
is a number of 2016-17 alone; 99, and what is longer than any column, of no year. There is no plan 2019-20. Return 901 is open, 902
closed; 999 is none. Of the year end report 2016-17, issue 1 is out and 2 withdrawn; of the annual plan 2017-18, 1 and 2 are out. In 901 the police are asked as 911 and the housing as 912, in 902 as 913 and 914. Of two
personal links into 912 one was withdrawn. That 12 of 2017-18 serves no key priority was accepted in its annual plan.
Of the plans that are moved in, 951 is the officer's, who gave 952 up; 953 is another's.
Of the workbooks of 2017-18 that came back, 3001 of the housing waits, 3002 of theirs was accepted, and 3003 is being looked at by
the officer.
"""

from datetime import date
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve

from initiatives.models import Initiative, PersonalLink
from initiatives.returns.links import token
from priorities.models import PartnershipPlan
from tests.issues import mark_now
from tests.reports.checks.papers import key_of
from tests.walkers import ask, routes, walk_of

pytestmark = pytest.mark.django_db

# "in" sends the person to sign in, "on" leads them elsewhere with nothing written, 302 takes what was
# sent. HEAD is walked wherever GET is; a method without a row is not taken: 405, or "in" where one has
# to sign in. {12,5} stands for a row each.
TABLE = """
                                                                         nobody disabled norole reader police cbh clerk officer admin
GET        /                                                             200    200      200    200    200    200 200   200     200
GET        /seen/                                                        in     in       405    405    405    405 405   405     405
POST       /seen/                                                        in     in       403    403    403    403 403   on      on
GET        /healthz                                                      200    200      200    200    200    200 200   200     200
GET        /robots.txt                                                   200    200      200    200    200    200 200   200     200
GET        /accessibility/                                               200    200      200    200    200    200 200   200     200
GET        /cookies/                                                     200    200      200    200    200    200 200   200     200

{GET,POST} /accounts/login/                                              200    200      on     on     on     on  on    on      on
POST       /accounts/logout/                                             on     on       on     on     on     on  on    on      on
{GET,POST} /accounts/session/                                            200    200      200    200    200    200 200   200     200
{GET,POST} /accounts/password/                                           in     in       200    200    200    200 200   200     200
{GET,POST} /accounts/forgotten-password/                                 200    200      200    200    200    200 200   200     200
GET        /accounts/forgotten-password/sent/                            200    200      200    200    200    200 200   200     200
{GET,POST} /accounts/set-password/MQ/worn-out/                           200    200      200    200    200    200 200   200     200
GET        /kept/                                                        in     in       200    200    200    200 200   200     200
POST       /kept/                                                        in     in       on     on     on     on  on    on      on

GET        /my-actions/                                                  in     in       403    403    200    200 200   200     200
GET        /timing/                                                      in     in       403    403    403    403 403   200     200
GET        /outbox/                                                      in     in       403    403    403    403 403   200     200
GET        /outbox/7001/                                                 in     in       404    404    404    404 404   200     200
POST       /outbox/7001/                                                 in     in       404    404    404    404 404   302     302
{GET,POST} /outbox/{7002,99999999999999999999}/                          in     in       404    404    404    404 404   404     404

GET        /{2017-18,2016-17}/                                           in     in       403    403    200    200 200   200     200
GET        /2019-20/                                                     in     in       403    403    404    404 404   404     404
GET        /{2017-18,2016-17}/calendar/                                  in     in       403    403    200    200 200   200     200
GET        /2019-20/calendar/                                            in     in       403    403    404    404 404   404     404
GET        /{2017-18,2016-17}/changes/                                   in     in       403    403    200    200 200   200     200
GET        /2019-20/changes/                                             in     in       403    403    404    404 404   404     404
GET        /{2017-18,2016-17}/priorities/                                in     in       403    403    200    200 200   200     200
GET        /2019-20/priorities/                                          in     in       403    403    404    404 404   404     404

GET        /{2017-18,2016-17}/workbook/                                  in     in       403    403    200    200 403   200     200
POST       /2017-18/workbook/                                            in     in       403    403    302    200 403   302     302
POST       /2016-17/workbook/                                            in     in       403    403    403    403 403   200     200
{GET,POST} /2019-20/workbook/                                            in     in       403    403    404    404 403   404     404
GET        /{2017-18,2016-17}/workbook/outcomes.xlsx                     in     in       403    403    403    403 403   200     200
GET        /2019-20/workbook/outcomes.xlsx                               in     in       403    403    404    404 403   404     404
GET        /2017-18/workbook/{3001,3002}/                                in     in       403    403    404    200 403   200     200
POST       /2017-18/workbook/3001/                                       in     in       403    403    404    302 403   302     302
POST       /2017-18/workbook/3002/                                       in     in       403    403    404    on  403   on      on
GET        /2017-18/workbook/3003/                                       in     in       403    403    404    404 403   200     200
POST       /2017-18/workbook/3003/                                       in     in       403    403    404    404 403   302     403
{GET,POST} /{2017-18/workbook/3009,2017-18/workbook/99999999999999999999,2016-17/workbook/3001,2019-20/workbook/3001}/ in in 403 403 404 404 403 404 404

GET        /{2017-18,2016-17}/together/                                  in     in       403    403    403    403 403   200     200
POST       /{2017-18,2016-17}/together/                                  in     in       403    403    403    403 403   302     302
{GET,POST} /2019-20/together/                                            in     in       403    403    403    403 403   404     404

GET        /{2017-18,2016-17}/initiatives/add/                           in     in       403    403    403    403 403   200     200
POST       /{2017-18,2016-17}/initiatives/add/                           in     in       403    403    403    403 403   302     302
{GET,POST} /2019-20/initiatives/add/                                     in     in       403    403    403    403 403   404     404

GET        /2017-18/initiatives/{12,5,17,22}/                            in     in       404    404    200    200 200   200     200
GET        /2017-18/initiatives/16/                                      in     in       404    404    404    404 404   200     200
GET        /2016-17/initiatives/7/                                       in     in       404    404    200    200 200   200     200
GET        /2017-18/initiatives/{34,99,0,99999999999999999999}/          in     in       404    404    404    404 404   404     404
GET        /2019-20/initiatives/1/                                       in     in       404    404    404    404 404   404     404

GET        /2017-18/initiatives/{12,5}/update/                           in     in       404    404    200    403 403   200     200
POST       /2017-18/initiatives/{12,5}/update/                           in     in       404    404    302    403 403   302     302
GET        /2017-18/initiatives/{17,22}/update/                          in     in       404    404    403    200 403   200     200
POST       /2017-18/initiatives/{17,22}/update/                          in     in       404    404    403    302 403   302     302
{GET,POST} /2017-18/initiatives/16/update/                               in     in       404    404    404    404 404   403     403
GET        /2016-17/initiatives/7/update/                                in     in       404    404    403    403 403   200     200
POST       /2016-17/initiatives/7/update/                                in     in       404    404    403    403 403   302     302
{GET,POST} /2017-18/initiatives/{34,99,0,99999999999999999999}/update/   in     in       404    404    404    404 404   404     404
{GET,POST} /2019-20/initiatives/1/update/                                in     in       404    404    404    404 404   404     404

GET        /2017-18/initiatives/{12,5,17,22}/edit/                       in     in       404    404    403    403 403   200     200
POST       /2017-18/initiatives/{12,5,17,22}/edit/                       in     in       404    404    403    403 403   302     302
GET        /2017-18/initiatives/16/edit/                                 in     in       404    404    404    404 404   200     200
POST       /2017-18/initiatives/16/edit/                                 in     in       404    404    404    404 404   302     302
GET        /2016-17/initiatives/7/edit/                                  in     in       404    404    403    403 403   200     200
POST       /2016-17/initiatives/7/edit/                                  in     in       404    404    403    403 403   302     302
{GET,POST} /2017-18/initiatives/{34,99,0,99999999999999999999}/edit/     in     in       404    404    404    404 404   404     404
{GET,POST} /2019-20/initiatives/1/edit/                                  in     in       404    404    404    404 404   404     404

GET        /2017-18/initiatives/{12,5,17,22}/remove/                     in     in       404    404    403    403 403   200     200
POST       /2017-18/initiatives/{12,5,17,22}/remove/                     in     in       404    404    403    403 403   302     302
GET        /2017-18/initiatives/16/remove/                               in     in       404    404    404    404 404   200     200
POST       /2017-18/initiatives/16/remove/                               in     in       404    404    404    404 404   302     302
GET        /2016-17/initiatives/7/remove/                                in     in       404    404    403    403 403   200     200
POST       /2016-17/initiatives/7/remove/                                in     in       404    404    403    403 403   302     302
{GET,POST} /2017-18/initiatives/{34,99,0,99999999999999999999}/remove/   in     in       404    404    404    404 404   404     404
{GET,POST} /2019-20/initiatives/1/remove/                                in     in       404    404    404    404 404   404     404

{GET,POST} /2017-18/initiatives/{12,5,17,22}/put-back/                   in     in       404    404    403    403 403   on      on
GET        /2017-18/initiatives/16/put-back/                             in     in       404    404    404    404 404   200     200
POST       /2017-18/initiatives/16/put-back/                             in     in       404    404    404    404 404   302     302
{GET,POST} /2016-17/initiatives/7/put-back/                              in     in       404    404    403    403 403   on      on
{GET,POST} /2017-18/initiatives/{34,99,0,99999999999999999999}/put-back/ in     in       404    404    404    404 404   404     404
{GET,POST} /2019-20/initiatives/1/put-back/                              in     in       404    404    404    404 404   404     404

{GET,POST} /2017-18/initiatives/{12,5}/updates/1/restore/                in     in       404    404    on     403 403   on      on
{GET,POST} /2017-18/initiatives/{17,22}/updates/1/restore/               in     in       404    404    403    on  403   on      on
GET        /2017-18/initiatives/13/updates/1/restore/                    in     in       404    404    200    403 403   200     200
POST       /2017-18/initiatives/13/updates/1/restore/                    in     in       404    404    302    403 403   302     302
{GET,POST} /2017-18/initiatives/13/updates/{0,3,99999999999999999999}/restore/ in in     404    404    404    404 404   404     404
{GET,POST} /2017-18/initiatives/16/updates/1/restore/                    in     in       404    404    404    404 404   403     403
{GET,POST} /2016-17/initiatives/7/updates/1/restore/                     in     in       404    404    403    403 403   on      on
{GET,POST} /2017-18/initiatives/{34,99,0,99999999999999999999}/updates/1/restore/ in in  404    404    404    404 404   404     404
{GET,POST} /2019-20/initiatives/1/updates/1/restore/                     in     in       404    404    404    404 404   404     404

GET        /2017-18/initiatives/{12,5,17,22}/updates/1/redact/           in     in       404    404    403    403 403   403     200
POST       /2017-18/initiatives/{12,5,17,22}/updates/1/redact/           in     in       404    404    403    403 403   403     302
{GET,POST} /2017-18/initiatives/13/updates/{0,3,99999999999999999999}/redact/ in in      404    404    404    404 404   404     404
GET        /2017-18/initiatives/16/updates/1/redact/                     in     in       404    404    404    404 404   403     200
POST       /2017-18/initiatives/16/updates/1/redact/                     in     in       404    404    404    404 404   403     302
GET        /2016-17/initiatives/7/updates/1/redact/                      in     in       404    404    403    403 403   403     200
POST       /2016-17/initiatives/7/updates/1/redact/                      in     in       404    404    403    403 403   403     302
{GET,POST} /2017-18/initiatives/{34,99,0,99999999999999999999}/updates/1/redact/ in in   404    404    404    404 404   404     404
{GET,POST} /2019-20/initiatives/1/updates/1/redact/                      in     in       404    404    404    404 404   404     404

GET        /move-in/                                                     in     in       403    403    403    403 403   200     200
POST       /move-in/                                                     in     in       403    403    403    403 403   200     302
GET        /move-in/951/{tables,columns,values,rows,rows/0.1,priorities,heading,approve,leave}/ in in 403 403 403   403 403   200     404
POST       /move-in/951/{tables,columns,values,rows,rows/0.1,priorities,heading,approve,leave}/ in in 403 403 403   403 403   302     404
{GET,POST} /move-in/951/rows/{0.0,9.9,x}/                                in     in       403    403    403    403 403   404     404
GET        /move-in/952/{tables,columns,values,rows,rows/0.1,priorities,heading,approve,leave}/ in in 403 403 403   403 403   on      404
POST       /move-in/952/{tables,columns,values,rows,rows/0.1,priorities,heading,approve,leave}/ in in 403 403 403   403 403   403     404
{GET,POST} /move-in/{953,959,99999999999999999999}/{tables,columns,values,rows,rows/0.1,priorities,heading,approve,leave}/ in in 403 403 403 403 403 404 404

GET        /returns/                                                     in     in       403    403    403    403 403   200     200
GET        /returns/open/                                                in     in       403    403    403    403 403   200     200
POST       /returns/open/                                                in     in       403    403    403    403 403   302     302
GET        /returns/{901,902}/                                           in     in       404    404    404    404 404   200     200
POST       /returns/{901,902}/                                           in     in       404    404    404    404 404   on      on
{GET,POST} /returns/{999,99999999999999999999}/                          in     in       404    404    404    404 404   404     404
GET        /returns/901/remind/                                          in     in       404    404    404    404 404   200     200
POST       /returns/901/remind/                                          in     in       404    404    404    404 404   302     302
{GET,POST} /returns/902/remind/                                          in     in       404    404    404    404 404   on      on
{GET,POST} /returns/999/remind/                                          in     in       404    404    404    404 404   404     404
GET        /returns/901/{close,withdraw,closing-date}/                   in     in       404    404    404    404 404   200     200
POST       /returns/901/{close,withdraw,closing-date}/                   in     in       404    404    404    404 404   302     302
{GET,POST} /returns/902/{close,withdraw,closing-date}/                   in     in       404    404    404    404 404   on      on
{GET,POST} /returns/999/{close,withdraw,closing-date}/                   in     in       404    404    404    404 404   404     404
GET        /returns/{901,902,999}/open-again/                            in     in       405    405    405    405 405   405     405
POST       /returns/902/open-again/                                      in     in       404    404    404    404 404   302     302
POST       /returns/901/open-again/                                      in     in       404    404    404    404 404   on      on
POST       /returns/999/open-again/                                      in     in       404    404    404    404 404   404     404
GET        /returns/{901/911,901/912,902/913}/                           in     in       404    404    404    404 404   200     200
POST       /returns/901/911/                                             in     in       404    404    404    404 404   302     302
POST       /returns/{901/912,902/913}/                                   in     in       404    404    404    404 404   on      on
{GET,POST} /returns/{902/911,901/999}/                                   in     in       404    404    404    404 404   404     404
GET        /returns/901/911/send-back/                                   in     in       404    404    404    404 404   200     200
POST       /returns/901/911/send-back/                                   in     in       404    404    404    404 404   302     302
{GET,POST} /returns/902/913/send-back/                                   in     in       404    404    404    404 404   on      on
{GET,POST} /returns/902/911/send-back/                                   in     in       404    404    404    404 404   404     404
GET        /returns/901/911/12/                                          in     in       404    404    404    404 404   200     200
POST       /returns/901/911/12/                                          in     in       404    404    404    404 404   302     302
{GET,POST} /returns/901/911/5/                                           in     in       404    404    404    404 404   on      on
{GET,POST} /returns/{901/911/17,901/911/16,901/911/99,902/911/12}/       in     in       404    404    404    404 404   404     404

GET        /returns/901/911/answer/                                      in     in       404    404    200    404 404   200     200
POST       /returns/901/911/answer/                                      in     in       404    404    302    404 404   302     302
GET        /returns/901/911/answer/{12,5}/                               in     in       404    404    200    404 404   200     200
POST       /returns/901/911/answer/{12,5}/                               in     in       404    404    302    404 404   302     302
GET        /returns/901/911/answer/{17,16,99,99999999999999999999}/      in     in       404    404    404    404 404   404     404
POST       /returns/901/911/answer/17/                                   in     in       404    404    403    404 404   403     403
POST       /returns/901/911/answer/{16,99,99999999999999999999}/         in     in       404    404    404    404 404   404     404
{GET,POST} /returns/901/911/answer/check/                                in     in       404    404    200    404 404   200     200
GET        /returns/901/911/answer/sent/                                 in     in       404    404    200    404 404   200     200
GET        /returns/901/912/answer/sent/                                 in     in       404    404    404    200 404   200     200
GET        /returns/901/912/answer/                                      in     in       404    404    404    200 404   200     200
POST       /returns/901/912/answer/                                      in     in       404    404    404    404 404   404     404
GET        /returns/901/912/answer/17/                                   in     in       404    404    404    200 404   200     200
POST       /returns/901/912/answer/17/                                   in     in       404    404    404    302 404   302     302
{GET,POST} /returns/901/912/answer/check/                                in     in       404    404    404    200 404   200     200
GET        /returns/902/913/answer/                                      in     in       404    404    200    404 404   200     200
POST       /returns/902/913/answer/                                      in     in       404    404    403    404 404   403     403
{GET,POST} /returns/902/913/answer/{12,check}/                           in     in       404    404    403    404 404   403     403
GET        /returns/902/913/answer/sent/                                 in     in       404    404    on     404 404   on      on
{GET,POST} /returns/{902/911,901/999,999/911}/answer/                    in     in       404    404    404    404 404   404     404
{GET,POST} /returns/{902/911,901/999,999/911}/answer/{12,check}/         in     in       404    404    404    404 404   404     404
GET        /returns/{902/911,901/999,999/911}/answer/sent/               in     in       404    404    404    404 404   404     404
GET        /returns/{901/911,901/912,902/913}/links/                     in     in       404    404    404    404 404   200     200
POST       /returns/{901/911,902/913}/links/                             in     in       404    404    404    404 404   404     404
POST       /returns/901/912/links/                                       in     in       404    404    404    404 404   302     302
{GET,POST} /returns/{902/911,901/999}/links/                             in     in       404    404    404    404 404   404     404

GET        /r/WALKED/                                                    200    200      200    200    200    200 200   200     200
POST       /r/WALKED/                                                    302    302      302    302    302    302 302   302     302
GET        /r/WALKED/{17,12,99,check,sent}/                              200    200      200    200    200    200 200   200     200
POST       /r/WALKED/17/                                                 302    302      302    302    302    302 302   302     302
POST       /r/WALKED/{12,99}/                                            404    404      404    404    404    404 404   404     404
POST       /r/WALKED/check/                                              200    200      200    200    200    200 200   200     200
{GET,POST} /r/WITHDRAWN/                                                 410!   410!     410!   410!   410!   410! 410! 410!    410!
{GET,POST} /r/WITHDRAWN/{17,check}/                                      410!   410!     410!   410!   410!   410! 410! 410!    410!
GET        /r/WITHDRAWN/sent/                                            410!   410!     410!   410!   410!   410! 410! 410!    410!
{GET,POST} /r/{never.was,walked}/                                        404    404      404    404    404    404 404   404     404
{GET,POST} /r/never.was/{17,check}/                                      404    404      404    404    404    404 404   404     404
GET        /r/never.was/sent/                                            404    404      404    404    404    404 404   404     404

GET        /reports/                                                     in     in       403    403    200    200 200   200     200
GET        /{2017-18,2016-17}/reports/                                   in     in       403    403    200    200 200   200     200
GET        /2019-20/reports/                                             in     in       403    403    404    404 404   404     404
GET        /{2017-18,2016-17}/reports/{year-end,annual-plan}/            in     in       403    403    200    200 200   200     200
GET        /2017-18/reports/{funding,cross-walk}{/,.xlsx}                in     in       403    403    200    200 200   200     200
GET        /{2017-18,2016-17}/reports/{exceptions,changes,highlights}{/,.xlsx} in     in       403    403    200    200 200   200     200
GET        /2017-18/reports/agency/                                      in     in       403    403    200    200 200   200     200
GET        /2017-18/reports/agency.xlsx                                  in     in       403    403    400    400 400   400     400
GET        /2019-20/reports/year-end/                                    in     in       403    403    404    404 404   404     404
GET        /2017-18/reports/scrutiny/                                    in     in       403    403    404    404 404   404     404
GET        /{2017-18/reports/annual-plan,2016-17/reports/year-end}.xlsx   in     in       403    403    200    200 200   200     200
GET        /{2017-18/reports/annual-plan,2016-17/reports/year-end}.csv    in     in       403    403    200    200 200   200     200
GET        /{2017-18/reports/annual-plan,2016-17/reports/year-end}.json   in     in       403    403    200    200 200   200     200
GET        /2019-20/reports/year-end.xlsx                                in     in       403    403    404    404 404   404     404
GET        /2017-18/reports/year-end.exe                                 in     in       403    403    404    404 404   404     404
GET        /2017-18/reports/scrutiny.xlsx                                in     in       403    403    404    404 404   404     404

GET        /{2016-17,2017-18}/reports/year-end/issue/                    in     in       403    403    403    403 200   200     200
POST       /2016-17/reports/year-end/issue/                              in     in       403    403    403    403 302   302     302
POST       /2017-18/reports/year-end/issue/                              in     in       403    403    403    403 409   409     409
{GET,POST} /2019-20/reports/year-end/issue/                              in     in       403    403    403    403 404   404     404
{GET,POST} /2017-18/reports/{funding,scrutiny}/issue/                    in     in       403    403    403    403 404   404     404
GET        /2016-17/reports/year-end/issues/{1,2}{/,.xlsx}               in     in       403    403    403    403 200   200     200
GET        /2016-17/reports/year-end/issues/{1.exe,3/,0/,3.xlsx,99999999999999999999/} in in 403 403 403    403 404   404     404
GET        /{2017-18,2019-20}/reports/year-end/issues/1{/,.xlsx}         in     in       403    403    403    403 404   404     404
GET        /2016-17/reports/year-end/issues/1/withdraw/                  in     in       403    403    403    403 200   200     200
POST       /2016-17/reports/year-end/issues/1/withdraw/                  in     in       403    403    403    403 302   302     302
GET        /2016-17/reports/year-end/issues/2/withdraw/                  in     in       403    403    403    403 on    on      on
POST       /2016-17/reports/year-end/issues/2/withdraw/                  in     in       403    403    403    403 409   409     409
{GET,POST} /{2016-17/reports/year-end/issues/3,2017-18/reports/year-end/issues/1,2019-20/reports/year-end/issues/1}/withdraw/ in in 403 403 403 403 404 404 404

GET        /{2017-18,2016-17}/reports/{annual-plan,year-end}/checks/         in     in       403    403    403    403 200   200     200
GET        /2019-20/reports/annual-plan/checks/                              in     in       403    403    403    403 404   404     404
GET        /2017-18/reports/{funding,scrutiny}/checks/                       in     in       403    403    403    403 404   404     404
GET        /{2017-18,2016-17}/reports/annual-plan/checks/no-timing/accept/   in     in       403    403    403    403 200   200     200
POST       /{2017-18,2016-17}/reports/annual-plan/checks/no-timing/accept/   in     in       403    403    403    403 302   302     302
{GET,POST} /2016-17/reports/annual-plan/checks/age/accept/                   in     in       403    403    403    403 on    on      on
{GET,POST} /2019-20/reports/annual-plan/checks/no-timing/accept/             in     in       403    403    403    403 404   404     404
{GET,POST} /2017-18/reports/annual-plan/checks/no-author/{accept,take-back}/ in     in       403    403    403    403 404   404     404
GET        /2017-18/reports/annual-plan/checks/no-priority/take-back/        in     in       403    403    403    403 200   200     200
POST       /2017-18/reports/annual-plan/checks/no-priority/take-back/        in     in       403    403    403    403 302   302     302
{GET,POST} /2016-17/reports/annual-plan/checks/no-priority/take-back/        in     in       403    403    403    403 on    on      on
{GET,POST} /2019-20/reports/annual-plan/checks/no-priority/take-back/        in     in       403    403    403    403 404   404     404

GET        /papers/                                                      200    200      200    200    200    200 200   200     200
GET        /papers/{papers.json,papers.csv,sitemap.xml}                  200    200      200    200    200    200 200   200     200
GET        /papers/{2017-18,2016-17}/                                    200    200      200    200    200    200 200   200     200
GET        /papers/2019-20/                                              404    404      404    404    404    404 404   404     404
GET        /papers/{2017-18/annual-plan,2016-17/year-end}/               200    200      200    200    200    200 200   200     200
GET        /papers/{2017-18/year-end,2016-17/scrutiny,2019-20/year-end}/ 404    404      404    404    404    404 404   404     404
GET        /papers/2017-18/annual-plan/{1/,2/,2/changes/,1.xlsx,2.csv}   200    200      200    200    200    200 200   200     200
GET        /papers/2017-18/annual-plan/{1/changes/,3/,99999999999999999999/,2.exe} 404 404 404 404 404    404 404   404     404
GET        /papers/2016-17/year-end/1{/,.xlsx}                           200    200      200    200    200    200 200   200     200
GET        /papers/2016-17/year-end/2{/,/changes/,.xlsx}                 410    410      410    410    410    410 410   410     410
GET        /papers/2016-17/year-end/{1,3}/changes/                       404    404      404    404    404    404 404   404     404
GET        /papers/2019-20/annual-plan/1{/,/changes/,.xlsx}              404    404      404    404    404    404 404   404     404
"""


def a_workbook():
    """A workbook of 2017-18 as a browser sends one, with something new about the police's own 12."""
    return SimpleUploadedFile("back.csv", b"Reference,Outcome\n2017-18/12,Seven hotels came.\n")


# What is sent with a POST, by the end of its address: enough to be taken from whoever may send it.
# What only the database knows is asked for when it is sent.
TYPED = {
    "/2016-17/reports/year-end/issue/": lambda: {
        "as_of": "12/9/2017",
        "reason": "Mended.",
        "version": "2",
        "seen": mark_now(PartnershipPlan.objects.get(start_year=2016), as_of=date(2017, 9, 12)),
    },
    **{f"/issues/{number}/withdraw/": {"reason": "Too early."} for number in (1, 2, 3)},
    "/move-in/": {"pasted": "Action\tLead\tProgress\nStreet pastors\tCBC\tDone.\n"},
    "/951/tables/": {"tables": "0", "version": "2"},
    "/951/columns/": {
        "column-0-0": "title",
        "column-0-1": "lead",
        "column-0-2": "outcome",
        "version": "2",
    },
    "/951/rows/": {"shape-0.0": "furniture", "shape-0.1": "new", "version": "2"},
    **{f"/951/{step}/": {"version": "2"} for step in ("values", "priorities", "leave")},
    "/951/rows/0.1/": {"title": "Pastors", "version": "2"},
    "/951/heading/": {"paper": "annual-plan", "version": "2"},
    "/951/approve/": {"year": "2018-19", "reported_on": "1/4/2018", "version": "2"},
    "/together/": {"chosen": "12", "seen": "12.1.1", "lead_names": "CBC / CBH"},
    "/update/": {"outcome": "Delivered.", "version": "1"},
    "/edit/": {
        "title": "Renamed",
        "timing_kind": "none",
        "end_reason": "Its end is not known.",
        "version": "1",
    },
    "/remove/": {"removal_reason": "No money.", "version": "1"},
    "/put-back/": {"version": "1"},
    "/restore/": {"version": "2"},
    "/returns/open/": {
        "name": "Quarter 3",
        "closes": "other",
        "other_day": "31/12/2098",
        "is_checked": "on",
    },
    "/answer/": {"no_change": "5", "version": "1"},
    "/answer/5/": {"kind": "no_change", "version": "1", "follows": "1"},
    "/answer/12/": {"kind": "no_change", "version": "3", "follows": "1"},
    "/answer/17/": {"kind": "no_change", "version": "3", "follows": "1"},
    "/901/911/": {"seen": "921-3"},
    "/911/12/": {"outcome": "Delivered well.", "version": "1", "answer_version": "3"},
    "/send-back/": {"answers": "921", "note": "How many?", "seen": "921-3"},
    "/closing-date/": {"closes_on": "31/12/2098", "version": "1"},
    "/close/": {"version": "1"},
    "/open-again/": {"version": "2"},
    "/withdraw/": {"version": "1"},
    "/redact/": {"text": "Some came.", "reason": "Named.", "version": "0", "confirmed": "yes"},
    **{
        f"/{year}/reports/annual-plan/checks/{rule}/{does}/": {
            "warnings": key_of(rule, f"{year}/{number}"),
            "reason": "As adopted.",
        }
        for year, number, rule, does in (
            ("2017-18", 22, "no-timing", "accept"),
            ("2016-17", 34, "no-timing", "accept"),
            ("2017-18", 12, "no-priority", "take-back"),
        )
    },
    "/add/": {"title": "New work", "timing_kind": "none"},
    "/workbook/": lambda: {"file": a_workbook()},
    **{f"/workbook/{number}/": {"do": "leave"} for number in (3001, 3002, 3003, 3009)},
}


TOKENS = {name: token(PersonalLink(key=name.lower())) for name in ("WALKED", "WITHDRAWN")}
for name, signed in TOKENS.items():
    TABLE = TABLE.replace(name, signed)
TYPED |= {
    f"/{TOKENS['WALKED']}/": {"confirm": "yes"},
    f"/{TOKENS['WALKED']}/17/": {"kind": "no_change", "version": "3", "follows": "1"},
    "/901/912/links/": {"new": "contact@cbh.example"},
}
WALK = walk_of(TABLE)
YEARS = {2017, 2016, 2019}
NUMBERS = {(2017, number) for number in (12, 5, 17, 22, 16, 34, 99)} | {(2016, 7), (2019, 1)}


def test_every_address_is_in_the_table():
    known = {route for route in routes() if not route.startswith("admin/")}

    assert {resolve(address).route for address in WALK} == known


def test_every_address_of_a_year_is_asked_of_each_kind_of_year_and_number():
    asked = {}
    for address in WALK:
        match = resolve(address)
        if {"start_year", "number"} <= match.kwargs.keys():
            year, number = match.kwargs["start_year"], match.kwargs["number"]
            asked.setdefault(match.route, set()).add((year, number))
        elif "start_year" in match.kwargs:
            asked.setdefault(match.route, set()).add(match.kwargs["start_year"])

    for route, kinds in asked.items():
        assert kinds >= (NUMBERS if ":number>" in route else YEARS), route


@pytest.mark.parametrize("address", WALK)
def test_each_person_is_answered_as_the_table_says(walkers, address):
    typed = next((said for end, said in TYPED.items() if address.endswith(end)), {})

    asked = {
        (method, who): ask(
            walkers[who], method, address, typed() if callable(typed) else typed
        ).said
        for method, who in WALK[address]
    }

    assert asked == WALK[address]


@pytest.mark.parametrize("who", ["nobody", "admin"])
def test_nothing_sent_from_elsewhere_is_taken(walkers, who):
    sent_to = [address for address in WALK if WALK[address]["POST", who] not in {"in", "405"}]

    for address in sent_to:
        assert ask(walkers[who], "POST", address, enforce_csrf_checks=True).said == "403", address


def test_no_page_and_no_file_says_what_its_reader_may_not_see(walkers):
    plan = Initiative.objects.filter(plan__start_year=2017)
    plan.filter(number=16).update(title="Op Removed")
    for number, note in ((12, "Note of the police"), (17, "Note of the housing")):
        said = {"text": "On its way.", "internal_note": note, "reported_on": "2018-01-08"}
        plan.get(number=number).record(after=1, by=None, **said)
    may_read = {
        "Op Removed": {"officer", "admin"},
        "Note of the police": {"police", "officer", "admin"},
        "Note of the housing": {"cbh", "officer", "admin"},
        # Officers see whom they remind; else nobody’s address is anywhere but on the set-up screens.
        "@scp.example": {"officer", "admin"},
    }

    told = {words: set() for words in may_read}
    for address, answers in WALK.items():
        for who in walkers:
            if answers["GET", who] == "200":
                text = text_of(ask(walkers[who], "GET", address).response)
                for words in may_read:
                    told[words] |= {who} if words in text else set()

    assert told == may_read


def text_of(response):
    """All that a page says, or that is written in any part of a file."""
    if not is_zipfile(content := BytesIO(response.content)):
        return response.content.decode(errors="ignore")
    with ZipFile(content) as file:
        return " ".join(file.read(part).decode(errors="ignore") for part in file.namelist())

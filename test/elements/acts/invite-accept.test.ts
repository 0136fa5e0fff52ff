import { describeActs } from '../../support/suites/acts.ts';
import { accepting, declining } from '../../support/suites/answering.ts';

describeActs('invite-accept', {
  'accepting an invitation': {
    before: 'org-invitation-accept',
    after: 'org-invitation-accepted',
    ofPerson: true,
    arrange: accepting,
  },
  'declining an invitation': {
    before: 'org-invitation-decline',
    after: 'org-invitation-declined',
    ofPerson: true,
    arrange: declining,
  },
});

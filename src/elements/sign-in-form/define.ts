import { define } from '../../ui/define.ts';
import { SignInForm } from './sign-in-form.ts';

define('sign-in-form', SignInForm);
